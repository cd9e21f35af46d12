/**
 * Whether this is the long run (`npm run test:all`), where properties are tried as often as they deserve; `npm test` tries them less
 * often. Set for the project "long" in vitest.config.ts, nowhere else.
 */
export const IS_FULL = process.env['BIHUAN_TESTS'] === 'full'
/** How often a property is tried: in every test run, and in the long one. */
export const runs = <T>(usual: T, full: T): T => (IS_FULL ? full : usual)
