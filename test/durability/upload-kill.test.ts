import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { pathOfFile } from '#platform/files.ts'
import { type Served, ask, bihuan, endLeftOver, serve } from './installation.ts'

const KILLS = 20
const AT_ONCE = 4
const PASSWORD = 'a-Passw0rd-1'
const data = join(mkdtempSync(join(tmpdir(), 'bihuan-upload-')), 'data')
afterAll(async () => {
  endLeftOver(data)
  await sleep(300)
  rmSync(join(data, '..'), { recursive: true, force: true })
})

async function post(url: string, path: string, cookie: string, body: object | Buffer) {
  const bytes = Buffer.isBuffer(body)
  const reply = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': bytes ? 'application/octet-stream' : 'application/json', cookie },
    body: bytes ? new Uint8Array(body) : JSON.stringify(body),
  })
  const json = (await reply.json()) as Record<string, unknown>
  return { status: reply.status, json, cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

/** An officer's session and a problem to bring files to. */
async function setUp({ url, setupCode }: Served): Promise<{ cookie: string; path: string }> {
  const person = (login: string, name: string) => ({ login, name, password: PASSWORD })
  const form = {
    code: setupCode,
    jurisdiction: '样例区',
    officeName: '区整改专班',
    admin: person('admin', '系统管理员'),
    officer: person('officer', '专班成员甲'),
  }
  expect((await post(url, '/setup', '', form)).status).toBe(200)
  const { cookie } = await post(url, '/session/login', '', { login: 'officer', password: PASSWORD })
  const [source] = await ask<{ id: string }>(data, 'select id from source limit 1')
  const { json } = await post(url, '/problems', cookie, { level: 'problem', sourceId: source?.id, wording: '堆场扬尘未覆盖' })
  return { cookie, path: `/problems/${String(json['id'])}/evidence` }
}

const noise = sharp({
  create: { width: 700, height: 500, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
})
/** Pictures that differ by what a camera leaves behind the last pixel. */
const photos = (picture: Buffer, round: number) =>
  Array.from({ length: AT_ONCE }, (_, i) => Buffer.concat([picture, Buffer.from(`round ${round} photo ${i}`)]))

type Row = { readonly hash: string; readonly bytes: number }
const rows = () => ask<Row>(data, 'select file_hash as hash, file_bytes as bytes from evidence')
/** Rows whose file is missing, short or another one. */
const without = (list: readonly Row[]) =>
  list.filter(({ hash, bytes }) => {
    try {
      const file = readFileSync(pathOfFile(join(data, 'files'), hash))
      return file.length !== bytes || createHash('sha256').update(file).digest('hex') !== hash
    } catch {
      return true
    }
  })

test('上传途中 kill -9，二十次：每一行都有完整的文件，应答过的都在；最后核对一致', { timeout: 300_000 }, async () => {
  const picture = await noise.jpeg({ quality: 95 }).toBuffer()
  let server = await serve(data, { first: true })
  const { cookie, path } = await setUp(server)
  await server.stop() // leaves the compiled program behind for the starts to come
  server = await serve(data)
  const send = (photo: Buffer) => post(server.url, `${path}?name=a.jpg`, cookie, photo)
  expect((await send(picture)).status).toBe(200) // the first one warms the program up
  const began = performance.now()
  expect((await Promise.all(photos(picture, 0).map(send))).map(({ status }) => status)).toEqual(Array.from({ length: AT_ONCE }, () => 200))
  const takes = performance.now() - began

  const answered: string[] = []
  let unanswered = 0
  for (let n = 1; n <= KILLS; n += 1) {
    const replies = photos(picture, n).map((photo) => send(photo).catch(() => undefined))
    await sleep((takes * 1.2 * (n - Math.random())) / KILLS) // one moment in each twentieth of the time it takes
    await server.kill(n % 5 === 0)
    const came = (await Promise.all(replies)).flatMap((reply) => (reply?.status === 200 ? [String(reply.json['hash'])] : []))
    answered.push(...came)
    unanswered += AT_ONCE - came.length
    server = await serve(data)
  }
  const kept = await rows()
  expect(without(kept)).toEqual([])
  const hashes = new Set(kept.map(({ hash }) => hash))
  expect(answered.filter((hash) => !hashes.has(hash))).toEqual([])
  expect(unanswered).toBeGreaterThan(KILLS / 2)
  const [{ events } = { events: 0 }] = await ask<{ events: number }>(
    data,
    "select count(*)::int as events from event where act = 'evidence.add'",
  )
  expect(events).toBe(kept.length)
  // one that was cut off is simply brought again
  expect((await Promise.all(photos(picture, KILLS).map(send))).map(({ status }) => status)).toEqual(
    Array.from({ length: AT_ONCE }, () => 200),
  )

  await server.stop()
  const clean = await bihuan('verify', '--data', data)
  expect(clean.printed).toContain('核对一致')
  expect(clean.code).toBe(0)

  // Would a row without its bytes be noticed? One file taken away is.
  rmSync(pathOfFile(join(data, 'files'), kept[0]?.hash ?? ''))
  expect(without(kept)).toHaveLength(1)
})
