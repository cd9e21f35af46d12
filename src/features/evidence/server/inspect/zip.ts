import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl'
import { Unfit } from './unfit.ts'

const LIMITS = { entries: 3000, unpackedBytes: 400_000_000, partBytes: 4_000_000 } as const
const NESTED = /\.(?:zip|rar|7z|gz|tgz|tar|bz2|xz|jar|cab|iso)$/iu
const PROGRAM = /\.(?:exe|dll|com|bat|cmd|scr|msi|ps1|vbs|vbe|jse?|wsf|hta|lnk|reg|apk|jar|sh)$/iu
const ZIP = Buffer.from('504b0304', 'hex')
const OFFICE = /\.(?:docx|xlsx|pptx)$/iu
const SYMLINK = 0xa000

/** Entries of an archive whose directory has been judged, and the bytes of its small parts. */
export type Opened = {
  readonly entries: readonly Entry[]
  readonly names: ReadonlySet<string>
  readonly part: (name: string) => Promise<Buffer>
}

/** Opens a zip after every entry of its directory was judged by name; nothing is unpacked before. */
export async function openZip(bytes: Buffer): Promise<Opened> {
  const zip = await opened(bytes)
  const entries = await directory(zip)
  for (const entry of entries) judgeEntry(entry)
  const byName = new Map(entries.map((entry) => [nameOf(entry), entry]))
  await judgeContent(zip, entries)
  return { entries, names: new Set(byName.keys()), part: async (name) => partOf(zip, byName.get(name)) }
}

/** What only a parcel of files must not hold: other parcels and programs. */
export function judgeParcel({ entries }: Opened): void {
  const names = entries.map(nameOf)
  if (names.some((name) => NESTED.test(name))) throw new Unfit('ARCHIVE_NESTED', '压缩包嵌套过深：里面还有压缩包，请解开后重新打包为一层')
  const program = names.find((name) => PROGRAM.test(name))
  if (program !== undefined) throw new Unfit('ARCHIVE_PROGRAM', '压缩包含可执行程序，禁止上传；请只打包照片和文档')
  if (entries.every((entry) => nameOf(entry).endsWith('/'))) throw new Unfit('FILE_EMPTY', '压缩包是空的，请检查后重新打包')
}

const damaged = () => new Unfit('ZIP_DAMAGED', '文件不完整（可能没有传完）或已损坏，请重新打包或另存后再上传')
const bomb = () => new Unfit('ZIP_BOMB', '文件解压后过大（压缩比异常），已拒绝；请拆分后再上传')

async function opened(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true })
  } catch {
    throw damaged()
  }
}

async function directory(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > LIMITS.entries) throw new Unfit('ZIP_TOO_MANY_ENTRIES', `压缩包内文件过多（${zip.entryCount} 个），请拆分后再上传`)
  const entries: Entry[] = []
  zip.on('entry', (entry: Entry) => {
    entries.push(entry)
    zip.readEntry()
  })
  try {
    zip.readEntry()
    await once(zip, 'end')
  } catch {
    throw damaged()
  }
  return entries
}

/** Byte by byte: names packed on Chinese Windows are GBK, and only what is ASCII in them is judged. */
const nameOf = (entry: Entry) => entry.fileNameRaw.toString('latin1')
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const LEAVES = /^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\u0000-\u001f]/iu

function judgeEntry(entry: Entry): void {
  if (LEAVES.test(nameOf(entry)) || ((entry.externalFileAttributes >>> 16) & 0xf000) === SYMLINK)
    throw new Unfit('ZIP_BAD_NAME', '压缩包含非法路径，已拒绝；请重新打包')
  if (entry.isEncrypted()) throw new Unfit('ENCRYPTED', '文件设有密码，请去掉密码后再上传')
  if (![0, 8].includes(entry.compressionMethod)) throw new Unfit('ZIP_VARIANT', '压缩方式不受支持，请用系统自带功能重新打包为 .zip')
}

/** Unpacks everything once, into nothing: sizes told in the directory may lie, and what is inside shows by its first bytes. */
async function judgeContent(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  if (entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > LIMITS.unpackedBytes) throw bomb()
  let sum = 0
  for (const entry of entries) {
    let first: Buffer | undefined
    for await (const chunk of unpacked(zip, entry)) {
      first ??= chunk.subarray(0, 4)
      sum += chunk.length
      if (sum > LIMITS.unpackedBytes) throw bomb()
    }
    if (first?.equals(ZIP) && !OFFICE.test(nameOf(entry)))
      throw new Unfit('ARCHIVE_NESTED', '压缩包嵌套过深：里面还有压缩包，请解开后重新打包为一层')
  }
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (nameOf(entry).endsWith('/')) return
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    if (error instanceof Unfit) throw error
    throw error instanceof Error && error.message.startsWith('too many bytes') ? bomb() : damaged()
  }
}

async function partOf(zip: ZipFile, entry: Entry | undefined): Promise<Buffer> {
  if (!entry || entry.uncompressedSize > LIMITS.partBytes) throw damaged()
  const chunks: Buffer[] = []
  for await (const chunk of unpacked(zip, entry)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
