import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const FOLDER = join(ROOT, 'dist/sandbox')

/** What scripts/build.mjs notes: which file was made of which program, and the sources it was made of with their hashes. */
type Built = { readonly programs: Readonly<Record<string, string>>; readonly sources: Readonly<Record<string, string>> }

const hashOf = (path: string) =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, path)))
    .digest('hex')

/** What was built, if it was built of the sources as they are now. */
function built(): Built | undefined {
  try {
    const found = JSON.parse(readFileSync(join(FOLDER, 'built.json'), 'utf8')) as Built
    return Object.entries(found.sources).every(([path, hash]) => hashOf(path) === hash) ? found : undefined
  } catch {
    return undefined // never built, or a source is gone
  }
}
let known: { readonly now: Built | undefined } | undefined

/**
 * The file to run for a sandboxed program: the one that `npm run build` made of it, plain JavaScript in one piece, which starts in a
 * quarter of the time; such a program starts for every file. Else the source itself; both do the same.
 */
export function programOf(source: URL): string {
  const path = fileURLToPath(source)
  known ??= { now: built() }
  const file = known.now?.programs[relative(ROOT, path)]
  return file === undefined ? path : join(FOLDER, file)
}
