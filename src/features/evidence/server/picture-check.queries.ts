import { readFile, stat } from 'node:fs/promises'
import { pathOfFile } from '#platform/files.ts'
import type { PictureSize } from './inspect/image.ts'
import { pathOfPicture } from './pictures.ts'

const SIZES = ['thumb', 'screen'] as const satisfies readonly PictureSize[]

/**
 * Which pictures on the disk are not drawn from their original: each is drawn once more and compared. None where the original is gone or
 * can't be drawn: that is told of the original.
 */
export async function picturesUnlike(folder: string, hash: string): Promise<readonly PictureSize[]> {
  const unlike: PictureSize[] = []
  for (const size of SIZES) {
    const stored = await readFile(pathOfPicture(folder, hash, size)).catch(() => undefined)
    if (stored && !(await isDrawnFrom(folder, hash, { size, stored }))) unlike.push(size)
  }
  return unlike
}

async function isDrawnFrom(folder: string, hash: string, { size, stored }: { size: PictureSize; stored: Buffer }): Promise<boolean> {
  const original = pathOfFile(folder, hash)
  if (!(await stat(original).catch(() => undefined))) return true
  const { drawImage, looksAlike } = await import('./inspect/image.ts') // a large library: not before there is a picture
  const drawn = await drawImage(original, size, { person: '' }).catch(() => undefined)
  return drawn === undefined || stored.equals(drawn) || looksAlike(stored, drawn)
}
