/**
 * The reader's own process: one file in, lines of JSON out. It holds nothing worth stealing: no environment, no database,
 * no right to write or to start programs. The parent ends it when it takes too long or too much.
 */
import { readFileSync } from 'node:fs'
import { kindOf } from './container.ts'
import { readDelimited } from './delimited.ts'
import { decodeText } from './encoding.ts'
import { outputTo } from './output.ts'
import { Refused } from './refused.ts'
import { readXlsx } from './xlsx.ts'

const STDIN = 0
const STDOUT = 1
const [source = '', name = ''] = process.argv.slice(2)
const out = outputTo(STDOUT)

const sheetName = () => name.replace(/\.[^.]*$/u, '')

async function read(): Promise<void> {
  if (source === '-') {
    readDelimited(readFileSync(STDIN, 'utf8'), name, [], out)
    return
  }
  const bytes = readFileSync(source)
  if (kindOf(bytes, name) === 'workbook') {
    await readXlsx(bytes, out)
    return
  }
  const { text, notices } = decodeText(bytes)
  readDelimited(text, sheetName(), notices, out)
}

try {
  await read()
} catch (error) {
  if (!(error instanceof Refused)) throw error
  out.put({ refusal: error.refusal })
}
out.flush()
