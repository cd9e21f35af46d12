import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Digest, closed, counter, digestOf, named } from '../files.ts'
import type { Vault } from './vault.ts'

/** Content that comes piece by piece into a file that has no name until it is whole and on the disk; its digest, before it was encrypted. */
export async function writeWhole(
  path: string,
  content: AsyncIterable<Buffer>,
  close: (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
): Promise<Digest> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}.part`
  const file = await open(draft, 'wx', 0o600)
  const counted = counter(content)
  try {
    for await (const bytes of close(counted.source)) await file.writeFile(bytes)
    await closed(file)
    await named(draft, path)
    return counted.digest()
  } catch (error) {
    await file.close().catch(() => {}) // it may have been closed
    await rm(draft, { force: true })
    throw error
  }
}

export const contentOf = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: 1_048_576 })

/** What is wrong with a file of a backup, in words; undefined where its content is what was written. */
export async function faultOf(path: string, name: string, expected: Digest, vault: Vault): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return `缺少 ${name}`
  if (found.size !== vault.sizeOf(expected.bytes)) return `${name} 的大小不对`
  try {
    const { hash } = await digestOf(vault.open(name)(contentOf(path)))
    return hash === expected.hash ? undefined : `${name} 的内容与清单不符`
  } catch {
    return `${name} 的内容与清单不符`
  }
}
