// What the house promises of its own shape, counted now: `npm run house`. Where a promise is not kept, the places are named. A number
// lists so many of them; `changes` or the beginning of a change's title counts that alone.
import { fileURLToPath } from 'node:url'
import { countChanges } from './house/changes.mjs'
import { measure } from './house/measures.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [word = ''] = process.argv.slice(2)
const listed = /^\d+$/u.test(word) ? Number(word) : 5
const isChange = word !== '' && !/^\d+$/u.test(word)

const print = (count, title, places) => {
  process.stdout.write(`${String(count).padStart(5)}  ${title}\n`)
  for (const place of places.slice(0, listed)) process.stdout.write(`         ${place}\n`)
}
let isKept = true
if (!isChange)
  for (const { title, found } of measure(root)) {
    print(found.length, title, found)
    isKept &&= found.length === 0
  }
for (const { title, limit, found, broken } of await countChanges(root, word === 'changes' || !isChange ? '' : word)) {
  print(found.length, `files touched: ${title} (at most ${limit})${broken ? ', and it is broken' : ''}`, found)
  if (broken) process.stdout.write(`${broken}\n`)
  isKept &&= found.length <= limit && !broken
}
process.exitCode = isKept ? 0 : 1
