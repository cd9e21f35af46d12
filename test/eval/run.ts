/** How well published ledgers are understood: `npm run eval:intake`. Ends with 1 where a target is missed. */
import { scoreDeadlines, scoreDescribed, scoreTables, scoreUnits, type Score } from './evaluate.ts'
import { layouts } from './labels.ts'
import { missed, percent } from './targets.ts'

const print = (text: string) => void process.stdout.write(`${text}\n`)
const line = (words: string, { right, all, wrong }: Score) =>
  print([`${words.padEnd(34)}${right}/${all}  ${percent({ right, all })} %`, ...wrong.map((one) => `    ${one}`)].join('\n'))

const sheets = await layouts()
const [tables, withheld, described] = [scoreTables(sheets), scoreTables(sheets, true), scoreDescribed()]
const [deadlines, units] = [scoreDeadlines(), scoreUnits()]

print(`${sheets.length} published layouts`)
line('columns right', tables.columns)
line('kinds right', tables.kinds)
line('rows accounted for', tables.rows)
line('rows taken for what they are', tables.parts)
print('\nevery layout without the words only it has shown')
line('columns right', withheld.columns)
line('kinds right', withheld.kinds)
print('\ntables that are only described, by the words of published layouts alone')
line('columns right', described.columns)
line('kinds right', described.kinds)
print('\ndeadline phrases')
line('right', { ...deadlines.right, wrong: [] })
print(
  `left to a person though certain   ${deadlines.toPerson.length}\n${deadlines.toPerson.map((one) => `    ${one}\n`).join('')}wrong                             ${deadlines.wrong.length}`,
)
print(deadlines.wrong.map((one) => `    ${one}`).join('\n'))
print('cells of units')
line('split right', units.split)
line('part (lead, co) right', units.part)

const short = missed({ tables, withheld, described, deadlines, units })
print(short.length === 0 ? '\nall targets reached' : `\nmissed: ${short.join('; ')}`)
process.exitCode = short.length === 0 ? 0 : 1
