import type { Notice } from '#kernel/sheet.ts'
import { UnreadableFileError } from '../unreadable-file.ts'

export type Decoded = { readonly text: string; readonly notices: readonly Notice[] }

const decoded = (text: string, ...notices: Notice[]): Decoded => ({ text, notices })
const starts = (bytes: Buffer, ...marks: number[]) => marks.every((mark, i) => bytes[i] === mark)

/**
 * The text of a file that does not say how it is written: byte order mark, then strict UTF-8, then strict GB18030, else refused.
 * GB18030 accepts almost anything, so what only looks like it is told apart line by line and by how common its characters are.
 */
export function decodeText(bytes: Buffer): Decoded {
  if (starts(bytes, 0xef, 0xbb, 0xbf)) return markedUtf8(bytes.subarray(3))
  if (starts(bytes, 0xff, 0xfe)) return marked(bytes.subarray(2), 'utf-16le')
  if (starts(bytes, 0xfe, 0xff)) return marked(bytes.subarray(2), 'utf-16be')
  const utf8 = strict(bytes, 'utf-8')
  if (utf8 !== undefined && bytes.filter((byte) => byte === 0).length * 10 < bytes.length) return decoded(utf8)
  if (bytes.includes(0))
    throw new UnreadableFileError('ENCODING_UNKNOWN', '无法识别文件编码，请另存为 UTF-8 或 GBK 编码的 .csv，或另存为 .xlsx')
  return cut(bytes) ?? mixed(bytes) ?? chinese(bytes)
}

function strict(bytes: Buffer, encoding: string, whole = true): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !whole })
  } catch {
    return undefined
  }
}

function marked(bytes: Buffer, encoding: string): Decoded {
  const text = strict(bytes, encoding)
  if (text === undefined)
    throw new UnreadableFileError('ENCODING_BROKEN', '文件编码标记与内容不符，请另存为 UTF-8 编码的 .csv，或另存为 .xlsx')
  return decoded(text)
}

/** A mark in front speaks for the first of the files pasted together only. */
function markedUtf8(bytes: Buffer): Decoded {
  const broken = strict(bytes, 'utf-8') === undefined
  return (broken ? mixed(bytes) : undefined) ?? marked(bytes, 'utf-8')
}

/** UTF-8 that stops in the middle of its last character: the file was cut off. */
function cut(bytes: Buffer): Decoded | undefined {
  const text = strict(bytes, 'utf-8', false)
  if (text === undefined || !/[^\0-\u007f]/u.test(text)) return undefined
  return decoded(text, { kind: 'FILE_CUT', message: '文件末尾不完整，最后一行可能缺字，请核对' })
}

/** Three-byte characters that are valid UTF-8 twice in a line are no accident of another encoding. */
const speaksUtf8 = (text: string) => (text.match(/[\u0800-\uffff]/gu)?.length ?? 0) >= 2

/** Files pasted together keep two encodings: each line is read by its own, and the lines of the rarer one are named. */
function mixed(bytes: Buffer): Decoded | undefined {
  const lines = splitLines(bytes).map((line) => ({ line, utf8: strict(line, 'utf-8'), plain: line.every((byte) => byte < 0x80) }))
  const utf8Lines = lines.filter(({ utf8 }) => utf8 !== undefined && speaksUtf8(utf8)).length
  if (utf8Lines === 0) return undefined
  // A single character proves nothing by itself: it goes with what most of the file is written in.
  const mostly = utf8Lines * 2 > lines.filter(({ plain }) => !plain).length
  const isUtf8 = ({ utf8 }: { utf8: string | undefined }) => utf8 !== undefined && (mostly || speaksUtf8(utf8))
  const texts = lines.map((line) => (isUtf8(line) ? line.utf8 : strict(line.line, 'gb18030')))
  if (texts.includes(undefined)) throw new UnreadableFileError('ENCODING_UNKNOWN', '文件编码混杂，无法全部识别，请另存为 .xlsx 再导入')
  const numbered = lines.map((line, i) => ({ row: i + 1, utf8: isUtf8(line), plain: line.plain })).filter(({ plain }) => !plain)
  const utf8 = numbered.filter((line) => line.utf8)
  const gbk = numbered.filter((line) => !line.utf8)
  const [rare, what] = utf8.length <= gbk.length ? [utf8, 'UTF-8'] : [gbk, 'GBK']
  return decoded(texts.join('\n'), {
    kind: 'ENCODING_MIXED',
    message: `文件混有 UTF-8 和 GBK 两种编码，已逐行识别（${linesNamed(rare.map(({ row }) => row))}为 ${what}，共 ${rare.length} 行），请核对预览文字`,
    ...(rare[0] ? { row: rare[0].row } : {}),
  })
}

const NAMED = 20
/** 第 3、5–9 行; beyond a score of runs the rest is only counted. */
function linesNamed(rows: readonly number[]): string {
  const runs: [number, number][] = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (last && row === last[1] + 1) last[1] = row
    else runs.push([row, row])
  }
  const named = runs.slice(0, NAMED).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
  return `第 ${named.join('、')}${runs.length > NAMED ? ' 等' : ''} 行`
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  return [...lines, bytes.subarray(start)]
}

function chinese(bytes: Buffer): Decoded {
  const text = strict(bytes, 'gb18030')
  if (text === undefined)
    throw new UnreadableFileError('ENCODING_UNKNOWN', '无法识别文件编码，请另存为 UTF-8 或 GBK 编码的 .csv，或另存为 .xlsx')
  const pairs = pairsOf(bytes)
  if (share(pairs, isCommonGb) < 0.7) {
    const big5 = share(pairs, isCommonBig5) > 0.9 ? strict(bytes, 'big5') : undefined
    const guess = big5 === undefined ? '无法确定' : '可能为 Big5'
    return decoded(big5 ?? text, { kind: 'ENCODING_GUESS', message: `文件编码${guess}，请核对预览文字，有误时请另存为 .xlsx` })
  }
  const odd = text.split('\n').findIndex((line) => /[\ue000-\uf8ff\u20ac]/u.test(line))
  if (odd < 0) return decoded(text)
  return decoded(text, { kind: 'ENCODING_GUESS', message: `第 ${odd + 1} 行含生僻或自定义区字符，请核对预览文字`, row: odd + 1 })
}

type Pair = readonly [lead: number, trail: number]
/** Two-byte characters; four-byte ones (second byte a digit) are passed over. */
function pairsOf(bytes: Buffer): Pair[] {
  const pairs: Pair[] = []
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0
    const trail = bytes[i + 1] ?? 0
    const long = trail >= 0x30 && trail <= 0x39
    if (lead > 0x80 && !long) pairs.push([lead, trail])
    if (lead > 0x80) i += long ? 3 : 1
  }
  return pairs
}

const share = (pairs: readonly Pair[], test: (pair: Pair) => boolean) => (pairs.length === 0 ? 1 : pairs.filter(test).length / pairs.length)
/** Punctuation and the 3,755 everyday characters of GB 2312. */
const isCommonGb = ([lead, trail]: Pair) => trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7))
/** Punctuation and the 5,401 everyday characters of Big5. */
const isCommonBig5 = ([lead]: Pair) => lead >= 0xa1 && lead <= 0xc6
