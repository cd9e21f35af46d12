import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** How what is written into a backup is turned into bytes on the disk and back; `name` binds the bytes to where they stand. */
export type Vault = {
  readonly isEncrypted: boolean
  readonly close: (name: string) => Pipe
  readonly open: (name: string) => Pipe
  /** How many bytes on the disk a content of so many has. */
  readonly sizeOf: (bytes: number) => number
}
type Pipe = (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>

/** Bytes as they are. */
export const PLAIN: Vault = {
  isEncrypted: false,
  close: () => (source) => source,
  open: () => (source) => source,
  sizeOf: (bytes) => bytes,
}

const COST = { N: 32_768, r: 8, p: 3, maxmem: 128 * 1024 * 1024 }
const SALT = 32
const CHUNK = 1_048_576
const TAG = 16
const LOCK_FILE = 'lock.json'
const LockFile = z.object({ kdf: z.literal('scrypt'), salt: z.string(), check: z.string() })
const LEAST_PASSPHRASE = 12

/** The vault of a folder of backups: the first backup decides whether it is encrypted and by which passphrase; `make` where it may be the first. */
export function openVault(folder: string, passphraseFile: string | undefined, { make }: { readonly make: boolean }): Vault {
  const path = join(folder, LOCK_FILE)
  const isLocked = existsSync(path)
  if (passphraseFile === undefined) {
    if (isLocked) throw new Error(`这个备份文件夹是加密的，请用 --passphrase-file 指明口令文件：${folder}`)
    return PLAIN
  }
  const passphrase = passphraseIn(passphraseFile)
  if (isLocked) return vaultOf(masterOf(passphrase, path))
  if (!make) throw new Error(`这个备份没有加密，不需要口令：${folder}`)
  const salt = randomBytes(SALT)
  const master = scryptSync(passphrase, salt, 64, COST)
  const lock = { kdf: 'scrypt', salt: salt.toString('base64'), check: master.subarray(32).toString('base64') } as const
  writeFileSync(path, `${JSON.stringify(lock)}\n`, { flag: 'wx', mode: 0o600, flush: true })
  return vaultOf(master)
}

function passphraseIn(file: string): Buffer {
  const passphrase = Buffer.from(readFileSync(file, 'utf8').replace(/[\r\n]+$/u, ''), 'utf8')
  if (passphrase.length < LEAST_PASSPHRASE) throw new Error(`口令太短，至少 ${LEAST_PASSPHRASE} 个字节：${file}`)
  return passphrase
}

function masterOf(passphrase: Buffer, path: string): Buffer {
  const lock = LockFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  const master = scryptSync(passphrase, Buffer.from(lock.salt, 'base64'), 64, COST)
  const check = Buffer.from(lock.check, 'base64')
  if (check.length === 32 && timingSafeEqual(check, master.subarray(32))) return master
  throw new Error('口令不对：不是这个备份文件夹第一次备份时所用的口令')
}

const chunks = (bytes: number) => Math.max(1, Math.ceil(bytes / CHUNK))

function vaultOf(master: Buffer): Vault {
  const key = createSecretKey(master.subarray(0, 32))
  return {
    isEncrypted: true,
    close: (name) => (source) => closed(key, name, source),
    open: (name) => (source) => opened(key, name, source),
    sizeOf: (bytes) => SALT + bytes + chunks(bytes) * TAG,
  }
}

const keyOf = (master: KeyObject, salt: Buffer, name: string) =>
  createSecretKey(Buffer.from(hkdfSync('sha256', master, salt, Buffer.from(name, 'utf8'), 32)))

/** Of one key no two chunks have the same; the last one is marked, so that nothing can be cut off or put in another order. */
function nonceOf(no: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(no, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

/** A salt of its own for every file, then chunks of one megabyte, each with its tag. */
async function* closed(master: KeyObject, name: string, source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const salt = randomBytes(SALT)
  const key = keyOf(master, salt, name)
  yield salt
  for await (const { piece, no, isLast } of pieces(source, CHUNK)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(no, isLast))
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  }
}

async function* opened(master: KeyObject, name: string, source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const { head, rest } = await parted(source, SALT)
  const key = keyOf(master, head, name)
  for await (const { piece, no, isLast } of pieces(rest, CHUNK + TAG)) {
    if (piece.length < TAG) throw new Error(`${name} 不完整`)
    const body = piece.subarray(0, -TAG)
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(no, isLast), { authTagLength: TAG }).setAuthTag(piece.subarray(-TAG))
    yield Buffer.concat([decipher.update(body), decipher.final()])
  }
}

async function parted(source: AsyncIterable<Buffer>, size: number) {
  const reader = source[Symbol.asyncIterator]()
  let head: Buffer = Buffer.alloc(0)
  while (head.length < size) {
    const { value, done } = await reader.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  const after = head.subarray(size)
  const rest = (async function* () {
    yield after
    yield* { [Symbol.asyncIterator]: () => reader }
  })()
  return { head: head.subarray(0, size), rest }
}

/** Cut into pieces of one size; the last may be shorter or empty. */
async function* pieces(source: AsyncIterable<Buffer>, size: number) {
  let waiting: Buffer[] = []
  let length = 0
  let no = 0
  for await (const bytes of source) {
    waiting.push(bytes)
    length += bytes.length
    if (length <= size) continue
    let all = Buffer.concat(waiting)
    for (; all.length > size; all = all.subarray(size)) yield { piece: all.subarray(0, size), no: no++, isLast: false }
    waiting = [all]
    length = all.length
  }
  yield { piece: Buffer.concat(waiting), no, isLast: true }
}
