import exif from 'exif-reader'
import sharp, { type Sharp } from 'sharp'
import type { OnBehalf } from '#platform/sandbox/sandbox.ts'
import { newTurns } from '#platform/turns.ts'
import { Unfit } from './unfit.ts'

/** Larger than any phone's usual picture (24 megapixels), small enough to be held in memory: 160 MB. */
const MAX_PIXELS = 40_000_000
const SHANGHAI_MINUTES = 8 * 60

// Only these four readers: the library would also draw SVG, PDF and a dozen rare formats.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].flatMap((type) => [`VipsForeignLoad${type}File`, `VipsForeignLoad${type}Buffer`]),
})
sharp.concurrency(1)
sharp.cache(false)

export type ImageFacts = { readonly width: number; readonly height: number; readonly takenAt: Date | null }

/** Measures a picture before it is unpacked. Refuses what cannot be read or is larger than may be. */
export async function measureImage(file: string): Promise<ImageFacts> {
  const found = await sharp(file, { limitInputPixels: false, failOn: 'error' })
    .metadata()
    .catch(() => undefined)
  if (!found) throw broken()
  const { width, height, orientation = 1 } = found
  if (width * height > MAX_PIXELS)
    throw new Unfit(
      'IMAGE_TOO_LARGE',
      `图片像素过大（${width}×${height}），上限约 4000 万像素；请在相机设置中选较小的照片尺寸，或压缩后再上传`,
    )
  const turned = orientation >= 5
  return { width: turned ? height : width, height: turned ? width : height, takenAt: found.exif ? takenAt(found.exif) : null }
}

/** The size of the pictures shown in a page: the longer side in pixels. */
const SIDES = { thumb: 320, screen: 1800 } as const
export type PictureSize = keyof typeof SIDES

const turns = newTurns(2)

/** Draws a picture anew, upright and without anything hidden in it. Refuses what cannot be decoded to its end. */
export async function drawImage(file: string, size: PictureSize, { person, signal }: OnBehalf): Promise<Buffer> {
  const release = await turns.take(person, signal)
  try {
    return await drawn(sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error' }), SIDES[size])
  } catch {
    throw broken()
  } finally {
    release()
  }
}

/** Whether two pictures show the same, whatever version of the library wrote them: no part of one is lighter or darker than that of the other. */
export async function looksAlike(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  const [left, right] = await Promise.all([parts(one), parts(other)]).catch(() => [Buffer.of(0), Buffer.of()])
  return left.length === right.length && left.every((shade, i) => Math.abs(shade - (right[i] ?? 0)) <= MOST_UNLIKE)
}
const MOST_UNLIKE = 24

const parts = (bytes: Uint8Array) =>
  sharp(bytes, { failOn: 'error' }).resize(64, 64, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer()

const drawn = (image: Sharp, side: number) =>
  image
    .autoOrient()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: side > 1000 ? 80 : 72, effort: 2 })
    .toBuffer()

const broken = () => new Unfit('IMAGE_BROKEN', '图片无法解码，可能没有传完或已损坏；请重新拍摄或另存后再上传')

/** When the camera says it was taken: local time of Asia/Shanghai unless the camera says its offset. */
function takenAt(block: Buffer): Date | null {
  try {
    const photo = exif(block).Photo
    const local: unknown = photo?.DateTimeOriginal
    if (!(local instanceof Date) || Number.isNaN(local.getTime())) return null
    return new Date(local.getTime() - offsetMinutes(photo?.['OffsetTimeOriginal']) * 60_000)
  } catch {
    return null // a broken note in a good picture: the picture stays, the time is not known
  }
}

function offsetMinutes(text: unknown): number {
  const [, sign, hours, minutes] = (typeof text === 'string' && /^([+-])(\d{2}):(\d{2})/.exec(text)) || []
  if (sign === undefined) return SHANGHAI_MINUTES
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
