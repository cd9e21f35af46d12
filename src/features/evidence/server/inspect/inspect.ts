import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { type EvidenceKind, EVIDENCE_KIND_WORDS } from '#kernel/rooms/evidence.ts'
import type { OnBehalf } from '#platform/sandbox/sandbox.ts'
import { cleanName } from '../../domain/file-names.ts'
import { FILE_TYPES, type FileType, type TypeName, extensionFault, hasRemedy } from '../../domain/file-types.ts'
import { inspectSandboxed } from './sandboxed.ts'
import { drawImage, measureImage } from './image.ts'
import { Unfit } from './unfit.ts'

/** A file on the disk with the name its sender gave it. */
export type Incoming = { readonly path: string; readonly name: string; readonly bytes: number }
export type Limits = { readonly maxBytes: number; readonly kinds: readonly EvidenceKind[] }
/** What a file is by its content. */
export type Inspected = {
  readonly name: string
  readonly kind: EvidenceKind
  readonly mediaType: string
  readonly pages: number | null
  readonly width: number | null
  readonly height: number | null
  readonly takenAt: Date | null
  /** A small picture of it; images only. */
  readonly thumb: Uint8Array | null
}

const NOTHING = { pages: null, width: null, height: null, takenAt: null, thumb: null } as const
const MEGABYTE = 1_048_576

/** What a file is, found by its content alone. Throws Unfit with the reason and the remedy where it may not be kept. */
export async function inspectFile(file: Incoming, { maxBytes, kinds }: Limits, caller: OnBehalf): Promise<Inspected> {
  const named = nameFor(file.name)
  judgeSize(file.bytes, maxBytes)
  const found = await typeOf(file.path, caller)
  const facts = factsFor(found, named.extension)
  if (!kinds.includes(facts.kind)) throw new Unfit('TYPE_NOT_ALLOWED', `本地设置不收${wordsOf([facts.kind])}；可上传${wordsOf(kinds)}`)
  const name = named.extension === '' ? `${named.name}.${facts.extensions[0]}` : named.name
  const base = { ...NOTHING, name, kind: facts.kind, mediaType: facts.mediaType, pages: found.pages }
  if (facts.kind !== 'image') return base
  const measured = await measureImage(file.path)
  return { ...base, ...measured, thumb: await drawImage(file.path, 'thumb', caller) }
}

const wordsOf = (kinds: readonly EvidenceKind[]) => kinds.map((kind) => EVIDENCE_KIND_WORDS[kind]).join('、')

function judgeSize(length: number, maxBytes: number): void {
  if (length === 0) throw new Unfit('FILE_EMPTY', '文件为空（0 字节），请检查后重新选择')
  const size = (length / MEGABYTE).toFixed(1)
  if (length > maxBytes) throw new Unfit('FILE_TOO_LARGE', `文件 ${size} MB，超过上限 ${maxBytes / MEGABYTE} MB；请压缩或拆分后再上传`)
}

/** What is kept of this content; refuses content that is not kept, and another extension than its own. */
function factsFor({ type, foreign = '' }: Typed, extension: string): FileType {
  const facts: FileType | undefined = type && FILE_TYPES[type]
  if (!facts) throw mismatch(extension, extensionFault(foreign))
  if (extension !== '' && !facts.extensions.includes(extension))
    throw mismatch(extension, `内容是${facts.words}，请把扩展名改为 .${facts.extensions[0]} 再上传`)
  return facts
}

/** The name to show. What a path ends with was never meant as a kind of file: its content gives it an extension. */
function nameFor(raw: string): { readonly name: string; readonly extension: string } {
  const clean = cleanName(raw)
  if (!clean.ok) throw new Unfit(clean.fault.kind, clean.fault.message)
  const { name, extension, wasPath } = clean
  const why = extensionFault(extension)
  if (why === undefined) return { name, extension }
  if (wasPath && !hasRemedy(extension)) return { name, extension: '' }
  throw new Unfit(hasRemedy(extension) ? 'TYPE_NOT_ALLOWED' : 'EXTENSION', why)
}

function mismatch(extension: string, why: string | undefined): Unfit {
  if (extension === '')
    return new Unfit('TYPE_NOT_ALLOWED', why ?? '认不出这是什么文件；可上传图片、PDF、文档、表格、视频（MP4、MOV）和 ZIP 压缩包')
  return new Unfit('TYPE_MISMATCH', `文件内容与扩展名 .${extension} 不符：${why ?? '请用原来的程序另存后再上传'}`)
}

/** `foreign`: known, and not to be kept. */
type Typed = { readonly type: TypeName | undefined; readonly pages: number | null; readonly foreign?: string }
const ZIPS = ['504b0304', '504b0506']
const OLE = 'd0cf11e0a1b11ae1'
/** So many bytes say what a file is. */
const HEAD = 65_536
/** What file-type calls them where its word is not ours. */
const FOUND_AS: Readonly<Record<string, TypeName>> = { jpg: 'jpeg', apng: 'png', m4v: 'mp4' }

/** First bytes decide which door; archives, PDFs and old Office files are opened in a process of their own only. */
async function typeOf(path: string, caller: OnBehalf): Promise<Typed> {
  const head = await headOf(path)
  if (ZIPS.includes(head.toString('hex', 0, 4))) return inspectSandboxed('zip', path, caller)
  if (head.toString('hex', 0, 8) === OLE) return inspectSandboxed('ole', path, caller)
  const ext = (await fileTypeFromBuffer(head).catch(() => undefined))?.ext ?? ''
  if (ext === 'pdf') return inspectSandboxed('pdf', path, caller)
  const type = FOUND_AS[ext] ?? (ext in FILE_TYPES ? (ext as TypeName) : undefined)
  return { type, pages: null, ...(type === undefined && hasRemedy(ext) && { foreign: ext }) }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
