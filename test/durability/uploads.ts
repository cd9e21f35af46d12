import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'
import { pathOfFile } from '#platform/files.ts'
import { type District, post } from './district.ts'
import { connected } from './installation.ts'

/** How many are on their way at any moment. */
const LANES = 2
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
const picture = await sharp({ create: { width: 500, height: 400, channels: 3, background: '#888', noise } })
  .jpeg()
  .toBuffer()
let taken = 0
/** Another photo each time: it differs by what a camera leaves behind the last pixel. */
function nextPhoto(): Buffer {
  taken += 1
  return Buffer.concat([picture, Buffer.from(`photo ${taken}`)])
}

export type Uploads = {
  /** When the first has arrived: from then on there is no moment without an upload. */
  readonly flowing: Promise<void>
  /** From here on none begins. Answers once those on their way are over. */
  readonly end: () => Promise<{ readonly answered: readonly string[]; readonly cutOff: readonly Buffer[] }>
}

/** Uploads photos without a pause on every lane: the next begins as soon as the one before is answered. */
export function uploadOn(url: string, { officers: [officer], evidence }: District): Uploads {
  const flowing = Promise.withResolvers<void>()
  const answered: string[] = []
  const cutOff: Buffer[] = []
  const ended = new AbortController()
  const lane = async () => {
    while (!ended.signal.aborted) {
      const photo = nextPhoto()
      const reply = await post(url, evidence, officer, photo).catch(() => undefined)
      if (!reply) return void cutOff.push(photo)
      expect(reply.status).toBe(200)
      answered.push(hashOf(photo))
      flowing.resolve()
    }
    return undefined
  }
  const lanes = Promise.all(Array.from({ length: LANES }, lane))
  lanes.catch(flowing.reject)
  return {
    flowing: flowing.promise,
    end: async () => {
      ended.abort()
      await lanes
      return { answered, cutOff }
    },
  }
}

/** Brings a photo whose upload was cut off once more. Answers the status. */
export const bringAgain = async (url: string, { officers: [officer], evidence }: District, photo: Buffer): Promise<number> =>
  (await post(url, evidence, officer, photo)).status

export type Row = { readonly hash: string; readonly bytes: number }
/** The rows of evidence, and how many events tell of one. */
export const uploaded = (data: string) =>
  connected(data, async (query) => {
    const rows = await query<Row>('select file_hash as hash, file_bytes as bytes from evidence')
    const [recorded] = await query<{ events: number }>("select count(*)::int as events from event where act = 'evidence.add'")
    return { rows, hashes: new Set(rows.map(({ hash }) => hash)), events: recorded?.events }
  })

export const fileOf = (data: string, { hash }: Row): string => pathOfFile(join(data, 'files'), hash)
/** Rows whose file is missing, short or another one. */
export const withoutFile = (data: string, rows: readonly Row[]): readonly Row[] =>
  rows.filter((row) => {
    try {
      const file = readFileSync(fileOf(data, row))
      return file.length !== row.bytes || hashOf(file) !== row.hash
    } catch {
      return true
    }
  })
/** Photos of which no row tells. */
export const unknownTo = (hashes: ReadonlySet<string>, photos: readonly Buffer[]): readonly Buffer[] =>
  photos.filter((photo) => !hashes.has(hashOf(photo)))
