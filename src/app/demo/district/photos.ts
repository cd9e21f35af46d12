import sharp, { type Sharp } from 'sharp'
import type { Day } from '#kernel/days.ts'
import { seeded } from './seeded.ts'

export type PhotoSide = 'before' | 'after'
type Colour = readonly [number, number, number]
type Canvas = { readonly width: number; readonly height: number; readonly data: Uint8Array }
type Spot = { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number }

const canvasOf = (width: number, height: number, colourAt: (y: number) => Colour): Canvas => {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    const [r, g, b] = colourAt(y)
    for (let i = y * width * 3; i < (y + 1) * width * 3; i += 3) {
      data[i] = r
      data[i + 1] = g
      data[i + 2] = b
    }
  }
  return { width, height, data }
}

/** An ellipse, or its upper half where `flat`. */
function spot({ width, height, data }: Canvas, { x, y, rx, ry }: Spot, colour: Colour, flat = false): void {
  for (let dy = -ry; dy <= (flat ? 0 : ry); dy += 1) {
    const half = Math.floor(rx * Math.sqrt(1 - (dy / ry) ** 2))
    if (y + dy < 0 || y + dy >= height) continue
    for (let at = Math.max(0, x - half); at < Math.min(width, x + half); at += 1) data.set(colour, ((y + dy) * width + at) * 3)
  }
}

const WASTE: readonly Colour[] = [
  [91, 80, 69],
  [140, 131, 120],
  [76, 74, 71],
  [154, 107, 74],
]
const LEAVES: readonly Colour[] = [
  [77, 122, 60],
  [99, 143, 70],
  [58, 104, 62],
]

/** A moment as cameras write it. */
export const stampOf = (on: Day, time: string) => `${on.replaceAll('-', ':')} ${time}`

/** A drawn picture of a place before or after the work, as a camera would hand it over: JPEG with the moment it was taken. Every seed draws another one. */
export async function demoPhoto(seed: number, side: PhotoSide, takenAt: string): Promise<Uint8Array> {
  const between = seeded(seed * 2 + (side === 'before' ? 0 : 1))
  const [width, height, horizon] = [960, 720, between(260, 330)]
  const sky: Colour = side === 'before' ? [185, 194, 198] : [143, 191, 224]
  const ground: Colour = side === 'before' ? [138, 122, 97] : [127, 155, 88]
  const canvas = canvasOf(width, height, (y) =>
    y < horizon ? (sky.map((part) => part + Math.floor((y / horizon) * 28)) as unknown as Colour) : ground,
  )
  const list = side === 'before' ? WASTE : LEAVES
  for (let n = between(6, 11); n > 0; n -= 1) {
    const [x, y] = [between(30, width - 30), between(horizon + 60, height - 40)]
    const colour = list[between(0, list.length - 1)] ?? ground
    if (side === 'before') spot(canvas, { x, y, rx: between(60, 150), ry: between(35, 95) }, colour, true)
    else spot(canvas, { x, y: y - 40, rx: between(24, 52), ry: between(26, 60) }, colour)
  }
  const exif = { IFD0: { Make: 'Bihuan', Model: 'Demo' }, IFD2: { DateTimeOriginal: takenAt, OffsetTimeOriginal: '+08:00' } }
  return jpegOf(canvas, (image) => image.withExif(exif))
}

/** A signed page as it comes out of a scanner. */
export async function demoScan(seed: number): Promise<Uint8Array> {
  const between = seeded(seed + 7000)
  const page = canvasOf(620, 877, () => [251, 250, 246])
  for (let n = 0; n < 17; n += 1) {
    const half = between(150, 235)
    for (let row = 0; row < 7; row += 1) spot(page, { x: 75 + half, y: 130 + n * 29 + row, rx: half, ry: 1 }, [58, 58, 58])
  }
  const [x, y] = [between(380, 450), 735]
  spot(page, { x, y, rx: 60, ry: 60 }, [190, 60, 52])
  spot(page, { x, y, rx: 54, ry: 54 }, [251, 250, 246])
  for (let n = 0; n < 40; n += 1)
    spot(page, { x: x - 70 + n * 3, y: y - 40 + Math.floor(18 * Math.sin(n / 3)), rx: 3, ry: 3 }, [27, 47, 107])
  return jpegOf(page, (image) => image)
}

const jpegOf = ({ width, height, data }: Canvas, more: (image: Sharp) => Sharp) =>
  more(sharp(data, { raw: { width, height, channels: 3 } }))
    .jpeg({ quality: 76 })
    .toBuffer()
