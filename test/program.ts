import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
export const CLI = join(root, 'src/app/cli.ts')
/** What a test gives every process of the program: no other database, and the compiled program that an earlier start left behind. */
export const PROGRAM_ENV = { ...process.env, DATABASE_URL: '', NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') }
