/** Makes a folder with so many problems and leaves it there: `node bench/generate.ts DATA 100000`. Measured later by `npm run bench -- --data DATA --keep`. */
import { close, folderOf, multiplyTo, open, problemsIn, remember, settle, targetOf } from './place.ts'
import { importRows } from './sheets.ts'

const BASE = 10_000
const [folder = 'bench-data', wanted = '10000'] = process.argv.slice(2)
const began = performance.now()
const step = (text: string) => void process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}\n`)

let place = await open(folderOf(folder))
try {
  if ((await problemsIn(place)) === 0) {
    await importRows(place.district, 0, Math.min(BASE, Number(wanted)), targetOf(place))
    await settle(place)
    await remember(place)
  }
  step('imported')
  place = await multiplyTo(place, Number(wanted), step)
  step('started')
  await settle(place)
  step('settled')
} finally {
  await close(place)
}
