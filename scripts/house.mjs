// What the house promises of its own shape, counted now: `npm run house`. Where a promise is not kept yet, the places are named.
import { fileURLToPath } from 'node:url'
import { measure } from './house/measures.mjs'

const LISTED = Number(process.argv[2] ?? 5)
const figures = measure(fileURLToPath(new URL('..', import.meta.url)))
for (const { title, found } of figures) {
  process.stdout.write(`${String(found.length).padStart(5)}  ${title}\n`)
  for (const place of found.slice(0, LISTED)) process.stdout.write(`         ${place}\n`)
}
process.exitCode = figures.every(({ found }) => found.length === 0) ? 0 : 1
