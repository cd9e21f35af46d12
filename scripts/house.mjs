// What the house promises of its own shape, counted now: `npm run house`. Where a promise is not kept, the places are named. `-- shape`:
// without building and testing what the changes make (a check of every run); `-- 50`: names so many places; `-- one new room`: that
// change alone.
import { fileURLToPath } from 'node:url'
import { CHANGES, costsOf } from './house/changes.mjs'
import { measure } from './house/measures.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const word = process.argv.slice(2).join(' ')
const listed = /^\d+$/u.test(word) ? Number(word) : 5
const some = CHANGES.filter(({ title }) => word !== '' && title.startsWith(word))

function print(count, title, places) {
  process.stdout.write(`${String(count).padStart(5)}  ${title}\n`)
  for (const place of places.slice(0, listed)) process.stdout.write(`         ${place}\n`)
}

let isKept = true
for (const { title, found } of some.length > 0 ? [] : measure(root, word !== 'shape')) {
  print(found.length, title, found)
  isKept &&= found.length === 0
}
for await (const { title, limit, found, broken } of costsOf(root, some.length > 0 ? some : CHANGES, word !== 'shape')) {
  print(found.length, `files: ${title} (at most ${limit})${broken ? ', and it is broken' : ''}`, found)
  if (broken) process.stdout.write(`${broken}\n`)
  isKept &&= found.length <= limit && !broken
}
process.exitCode = isKept ? 0 : 1
