/**
 * Whether this is the long run (`npm run test:all`), where properties are tried as often as they deserve; `npm test` tries them less
 * often. Set for the project "long" in vitest.config.ts, nowhere else.
 */
export const IS_FULL = process.env['BIHUAN_TESTS'] === 'full'
/** Whether figures are taken (`npm run test:security`, `test:faults`): as many runs as the bars ask for, however long that takes. */
const IS_PROOF = process.env['BIHUAN_FIGURES'] !== undefined
/** How often a property is tried: in every test run, in the long one, and where a proof is to be shown. */
export const runs = <T>(usual: T, full: T, proof = full): T => (IS_PROOF ? proof : IS_FULL ? full : usual)
