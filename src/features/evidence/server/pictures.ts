import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathOfFile } from '#platform/files.ts'
import type { OnBehalf } from '#platform/sandbox/sandbox.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { PictureSize } from './inspect/image.ts'
import type { StoredFile } from './evidence.views.ts'

export const pathOfPicture = (folder: string, hash: string, size: PictureSize) => `${pathOfFile(folder, hash)}.${size}.webp`

/** Where the file stands as it came. One that is not on the disk is named with its hash and what to do. */
export async function presentOriginal(
  folder: string,
  { name, hash }: StoredFile,
): Promise<{ readonly path: string; readonly size: number }> {
  const path = pathOfFile(folder, hash)
  const found = await stat(path).catch(() => undefined)
  if (found) return { path, size: found.size }
  throw new RefusalError({ code: 'evidence.file-missing', detail: { name, hash } })
}

/** The picture of an image: drawn once, then kept beside the original. */
export async function pictureOf(folder: string, file: StoredFile, size: PictureSize, caller: OnBehalf): Promise<Uint8Array> {
  if (file.kind !== 'image') throw new RefusalError({ code: 'evidence.no-picture', detail: { name: file.name } })
  const cached = await readFile(pathOfPicture(folder, file.hash, size)).catch(() => undefined)
  if (cached) return cached
  const { drawImage } = await import('./inspect/image.ts')
  const { path } = await presentOriginal(folder, file)
  const drawn = await drawImage(path, size, caller)
  await keepPicture(folder, file.hash, size, drawn)
  return drawn
}

/** Whole or not at all; one that is lost is drawn again, so nothing is synced. */
export async function keepPicture(folder: string, hash: string, size: PictureSize, bytes: Uint8Array): Promise<void> {
  const path = pathOfPicture(folder, hash, size)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}.part`
  await writeFile(draft, bytes, { mode: 0o600 })
  await rename(draft, path)
}
