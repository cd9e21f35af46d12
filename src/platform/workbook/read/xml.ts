import { SaxesParser } from 'saxes'
import { LIMITS } from './limits.ts'
import { UnreadableFileError } from './unreadable-file.ts'

export type Attributes = Readonly<Record<string, string>>
/** Names come without their prefix: the same sheet may say `row` or `x:row`. */
export type XmlHandler = {
  readonly open: (name: string, attributes: Attributes) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

const damaged = (why: string) => new UnreadableFileError('XLSX_DAMAGED', why)
const local = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * Reads one XML part in pieces. Refuses any DOCTYPE, other encodings than UTF-8, bytes that are not UTF-8,
 * deep nesting and elements of hundreds of attributes.
 */
export async function readXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const parser = guardedParser(handler)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  for await (const chunk of chunks) {
    if (first) refuseOtherEncodings(chunk)
    first = false
    parser.write(decode(decoder, chunk))
  }
  parser.write(decode(decoder))
  parser.close()
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw damaged('文件含无法识别的字符，已拒绝；请用 Excel 或 WPS 重新另存为 .xlsx')
  }
}

function refuseOtherEncodings(chunk: Buffer): void {
  const start = chunk.subarray(0, 200).toString('latin1')
  const declared = /^\W*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/u.exec(start)?.[1]
  const wide = chunk[0] === 0xfe || chunk[0] === 0xff || start.slice(0, 4).includes('\0')
  if (wide || (declared !== undefined && !/^utf-?8$/iu.test(declared))) {
    throw new UnreadableFileError('UNSUPPORTED_VARIANT', '文件内部编码不受支持，请用 Excel 或 WPS 另存为 .xlsx')
  }
}

function guardedParser(handler: XmlHandler): SaxesParser<{ xmlns: false; position: false }> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  let depth = 0
  let attributes = 0
  parser.on('error', () => {
    throw damaged('文件结构异常，已拒绝；请用 Excel 或 WPS 重新另存为 .xlsx')
  })
  parser.on('doctype', () => {
    throw new UnreadableFileError('XML_FORBIDDEN', '文件含被禁止的 XML 声明（DOCTYPE），已拒绝')
  })
  parser.on('opentagstart', () => {
    attributes = 0
  })
  parser.on('attribute', () => {
    attributes += 1
    if (attributes > LIMITS.attributes) throw damaged('文件结构异常（属性过多），已拒绝')
  })
  parser.on('opentag', ({ name, attributes: raw }) => {
    depth += 1
    if (depth > LIMITS.depth) throw damaged('文件结构异常（嵌套过深），已拒绝')
    handler.open(local(name), raw)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    handler.close(local(name))
  })
  parser.on('text', handler.text)
  parser.on('cdata', handler.text)
  return parser
}
