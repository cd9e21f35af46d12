import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Vault } from './vault.ts'

/** What was written: the SHA-256 and size of the content, before it was encrypted. */
export type Written = { readonly hash: string; readonly bytes: number }

/** Content that comes piece by piece into a file that has no name until it is whole and on the disk. */
export async function writeWhole(
  path: string,
  content: AsyncIterable<Buffer>,
  close: (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}.part`
  const file = await open(draft, 'wx', 0o600)
  const counted = counter(content)
  try {
    for await (const bytes of close(counted.source)) await file.writeFile(bytes)
    await file.sync()
    await file.close()
    await rename(draft, path)
    await syncFolder(dirname(path))
    return counted.written()
  } catch (error) {
    await file.close().catch(() => {}) // it may have been closed
    await rm(draft, { force: true })
    throw error
  }
}

/** A name must survive a power cut, too. */
export async function syncFolder(path: string): Promise<void> {
  const folder: FileHandle = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Counts and hashes what flows through. */
function counter(content: AsyncIterable<Buffer>) {
  const hash = createHash('sha256')
  let bytes = 0
  const source = (async function* () {
    for await (const piece of content) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  })()
  return { source, written: (): Written => ({ hash: hash.digest('hex'), bytes }) }
}

export const contentOf = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: 1_048_576 })

/** What is wrong with a file of a backup, in words; undefined where its content is what was written. */
export async function faultOf(path: string, name: string, expected: Written, vault: Vault): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return `缺少 ${name}`
  if (found.size !== vault.sizeOf(expected.bytes)) return `${name} 的大小不对`
  try {
    const counted = counter(vault.open(name)(contentOf(path)))
    for await (const _ of counted.source);
    return counted.written().hash === expected.hash ? undefined : `${name} 的内容与清单不符`
  } catch {
    return `${name} 的内容与清单不符`
  }
}
