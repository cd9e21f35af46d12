/**
 * The reader's own process: one file in, lines of JSON out. It holds nothing worth stealing: no environment, no database,
 * no right to write or to start programs. The parent ends it when it takes too long or too much.
 */
import { readFileSync } from 'node:fs'
import { openArchive } from './archive.ts'
import { SHEETS, extensionOf, kindOf } from './container.ts'
import { readDelimited } from './text/delimited.ts'
import { decodeText } from './text/encoding.ts'
import { outputTo } from './output.ts'
import { contentTypes, isDocument } from './xlsx/parts.ts'
import { UnreadableFileError } from './unreadable-file.ts'
import { readXlsx } from './xlsx/xlsx.ts'

const STDIN = 0
const STDOUT = 1
const [source = '', name = ''] = process.argv.slice(2)
const out = outputTo(STDOUT)

// Libraries speak to the console about odd files: that would stand among our lines.
Object.assign(console, { log() {}, info() {}, warn() {}, error() {} })

const sheetName = () => name.replace(/\.[^.]*$/u, '')

/** The readers of the rarer kinds are loaded only for them: they are large. */
const READERS = {
  zip: async (bytes: Buffer) => {
    const archive = await openArchive(bytes)
    const document = isDocument(await contentTypes(archive))
    if (!document || SHEETS.includes(extensionOf(name))) return readXlsx(archive, out)
    const { readDocx } = await import('./docx/docx.ts')
    return readDocx(archive, out)
  },
  ole: async (bytes: Buffer) => {
    const { readXls } = await import('./xls/xls.ts')
    readXls(bytes, out)
  },
  pdf: async (bytes: Buffer) => {
    const { readPdf } = await import('./pdf/pdf.ts')
    await readPdf(bytes, out)
  },
  delimited: async (bytes: Buffer) => {
    const { text, notices } = decodeText(bytes)
    readDelimited(text, sheetName(), notices, out)
  },
} as const

async function read(): Promise<void> {
  if (source === '-') return readDelimited(readFileSync(STDIN, 'utf8'), name, [], out)
  const bytes = readFileSync(source)
  return READERS[kindOf(bytes, name)](bytes)
}

try {
  await read()
} catch (error) {
  if (!(error instanceof UnreadableFileError)) throw error
  out.put({ refusal: error.refusal })
}
out.flush()
