import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl'
import { hasControl } from './clean.ts'
import { LIMITS } from './limits.ts'
import { UnreadableFileError } from './unreadable-file.ts'

export type Archive = { readonly names: ReadonlySet<string>; readonly chunks: (name: string) => AsyncIterable<Buffer> }

const SYMLINK = 0xa000
const damaged = (why: string) => new UnreadableFileError('ZIP_DAMAGED', why)

/** Opens a zip only after every entry of its directory was judged: nothing is unpacked before. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await openZip(bytes)
  const entries = await directory(zip)
  judgeNames(entries)
  judgeEntries(entries)
  judgeSizes(entries)
  judgeOverlap(entries, bytes.length)
  const byName = new Map(entries.map((entry) => [nameOf(entry), entry]))
  return {
    names: new Set(byName.keys()),
    chunks(name) {
      const entry = byName.get(name)
      if (!entry) throw new UnreadableFileError('XLSX_DAMAGED', '文件结构不完整（缺少内部文件），请用 Excel 或 WPS 重新另存为 .xlsx')
      return unpack(zip, entry)
    },
  }
}

async function openZip(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true })
  } catch (error) {
    const tail = error instanceof Error && error.message.includes('comment length')
    throw damaged(tail ? '文件尾部含多余数据，已拒绝' : '文件不完整（可能未上传完整）或已损坏，请重新上传')
  }
}

async function directory(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > LIMITS.entries)
    throw new UnreadableFileError('ZIP_TOO_MANY_ENTRIES', `文件内部条目过多（${zip.entryCount} 个），已拒绝`)
  const entries: Entry[] = []
  zip.on('entry', (entry: Entry) => {
    entries.push(entry)
    zip.readEntry()
  })
  try {
    zip.readEntry()
    await once(zip, 'end')
  } catch {
    throw damaged('文件目录已损坏，请重新上传')
  }
  return entries
}

const nameOf = (entry: Entry) => entry.fileNameRaw.toString('utf8')
const leavesFolder = (name: string) => /^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/iu.test(name) || hasControl(name)
const isSymlink = (entry: Entry) => ((entry.externalFileAttributes >>> 16) & 0xf000) === SYMLINK

function judgeNames(entries: readonly Entry[]): void {
  if (entries.some((entry) => leavesFolder(nameOf(entry)) || isSymlink(entry))) {
    throw new UnreadableFileError('ZIP_BAD_NAME', '文件内部含非法路径，已拒绝')
  }
  if (entries.some((entry) => nameOf(entry).includes('\\'))) {
    throw new UnreadableFileError('NOT_XLSX', '文件结构不规范，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入')
  }
  if (new Set(entries.map((entry) => nameOf(entry).toLowerCase())).size < entries.length) {
    throw new UnreadableFileError('ZIP_DUPLICATE', '文件内部有重名条目，已拒绝')
  }
}

function judgeEntries(entries: readonly Entry[]): void {
  if (entries.some((entry) => entry.isEncrypted())) throw new UnreadableFileError('ENCRYPTED', '文件已加密，请去掉密码后再导入')
  if (entries.some((entry) => ![0, 8].includes(entry.compressionMethod))) {
    throw new UnreadableFileError('UNSUPPORTED_VARIANT', '文件压缩方式不受支持，请用 Excel 或 WPS 另存为 .xlsx')
  }
}

function judgeSizes(entries: readonly Entry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const steep = entries.some(
    (entry) => entry.uncompressedSize > LIMITS.ratioFromBytes && entry.uncompressedSize > LIMITS.ratio * entry.compressedSize,
  )
  if (steep || total > LIMITS.unpackedBytes) throw new UnreadableFileError('ZIP_BOMB', '文件解压后过大（压缩比异常），已拒绝')
}

/** Entries that share bytes unpack the same bytes again and again. */
function judgeOverlap(entries: readonly Entry[], length: number): void {
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  inOrder.forEach((entry, i) => {
    const end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize
    if (end > (inOrder[i + 1]?.relativeOffsetOfLocalHeader ?? length))
      throw new UnreadableFileError('ZIP_BOMB', '文件结构异常（条目重叠），已拒绝')
  })
}

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw unpackFault(error)
  }
  if (sum !== entry.crc32) throw damaged('文件校验失败，已损坏，请重新上传')
}

/** Errors of the consumer pass through a generator too: ours stay as they are. */
function unpackFault(error: unknown): unknown {
  if (error instanceof UnreadableFileError) return error
  const tooMany = error instanceof Error && error.message.startsWith('too many bytes')
  return tooMany ? new UnreadableFileError('ZIP_BOMB', '文件声明大小与实际不符，已拒绝') : damaged('文件已损坏，请重新上传')
}
