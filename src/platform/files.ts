import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Where a file of this hash stands. */
export const pathOfFile = (folder: string, hash: string) => join(folder, hash.slice(0, 2), hash)

/** So much is hashed at once: a millisecond or two, then others have their turn. */
const SLICE = 1_048_576

/** A file that is written piece by piece and gets its name, the SHA-256 of its bytes, when it is whole. */
export type Draft = {
  /** Where what was written so far can be read. */
  readonly path: string
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** The SHA-256 of what was written so far. */
  readonly hash: () => string
  /** Synced, then renamed, so that a file of that name is always whole. */
  readonly keep: () => Promise<Digest>
  /** Ends without a trace. */
  readonly drop: () => Promise<void>
}

/** Begins a file of which the bytes come one after the other. */
export async function openDraft(folder: string): Promise<Draft> {
  const path = pathOfFile(folder, `${randomUUID()}.part`)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  return {
    path,
    write: async (bytes) => {
      for (let from = 0; from < bytes.length; from += SLICE) {
        const slice = bytes.subarray(from, from + SLICE)
        hash.update(slice)
        await file.writeFile(slice)
      }
      size += bytes.length
    },
    hash: () => hash.copy().digest('hex'),
    keep: async () => {
      const name = hash.digest('hex')
      await closed(file)
      await named(path, pathOfFile(folder, name))
      return { hash: name, bytes: size }
    },
    drop: async () => {
      await file.close().catch(() => {}) // it may have been closed by what failed
      await rm(path, { force: true })
    },
  }
}

/** Closes a file of which what was written is on the disk. */
export async function closed(file: FileHandle): Promise<void> {
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Gives what is whole its name, for good. */
export async function named(draft: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rename(draft, path)
  await closed(await open(dirname(path), 'r')) // the name, too, must survive a power cut
}

/** The SHA-256 and size of content. */
export type Digest = { readonly hash: string; readonly bytes: number }

/** Counts and hashes what flows through. */
export function counter(content: AsyncIterable<Buffer>) {
  const hash = createHash('sha256')
  let bytes = 0
  const source = (async function* () {
    for await (const piece of content) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  })()
  return { source, digest: (): Digest => ({ hash: hash.digest('hex'), bytes }) }
}

export async function digestOf(content: AsyncIterable<Buffer>): Promise<Digest> {
  const { source, digest } = counter(content)
  for await (const _ of source);
  return digest()
}

/** Whatever stands in its place in a folder by hash, in order; drafts, drawings and exports have other names. */
export async function hashesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && isInPlace(entry.name, entry.parentPath))
    .map(({ name }) => name)
    .toSorted()
}
const isInPlace = (name: string, folder: string) => /^[0-9a-f]{64}$/u.test(name) && basename(folder) === name.slice(0, 2)
