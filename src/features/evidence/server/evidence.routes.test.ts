import { rmSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { pathOfFile } from '#platform/files.ts'
import { type Seat, otherUnit, ownUnit } from '#test/people.ts'
import { givenProblems } from '#test/problems-fixture.ts'
import { testServer } from '#test/server.ts'
import { serveWeb } from '../../../app/static.ts'

type Item = Record<string, unknown> & { readonly id: string; readonly allowed: string[] }
const NOBODY = '00000000-0000-4000-8000-000000000098'

const photo = (color = '#7a9') =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: color } })
    .withExif({ IFD0: { Artist: 'secret' }, IFD2: { DateTimeOriginal: '2026:11:20 08:30:00' } })
    .jpeg()
    .toBuffer()

const lead = (unitId: typeof ownUnit) => ({ holders: { lead: [{ unitId }] } })

/** Two problems of the test people's own unit, one of another. */
async function evidenceStage() {
  const server = await testServer()
  const ids = await givenProblems(server.db, [lead(ownUnit), lead(ownUnit), lead(otherUnit)])
  const [first = '', second = '', other = ''] = ids
  const add = (seat: Seat, problem: string, bytes: Buffer, query = 'name=a.jpg') =>
    server.as(seat).upload(`/matters/${problem}/evidence?${query}`, bytes)
  const items = async (seat: Seat, problem: string) => (await server.as(seat).get(`/matters/${problem}/evidence`)).json['items'] as Item[]
  return { ...server, first, second, other, add, items }
}

test('上传：名称、类型、校验码、拍摄与收到时间都在；有收据；同一文件不存两份', async () => {
  const { add, items, first, owner, as } = await evidenceStage()
  const bytes = await photo()
  const { status, json } = await add('handler', first, bytes, `name=${encodeURIComponent('整改后.jpg')}&side=after`)
  expect(status).toBe(200)
  expect(json).toMatchObject({
    name: '整改后.jpg',
    kind: 'image',
    purpose: 'proof',
    bytes: bytes.length,
    width: 900,
    height: 600,
    takenAt: '2026-11-20T00:30:00.000Z',
    takenFrom: 'camera',
    side: 'after',
    by: 'handler甲',
    cycle: 1,
    receivedAt: '2026-11-23T02:00:00.000Z',
    takenDown: null,
    allowed: ['evidence.describe', 'evidence.take-down'],
  })
  const again = await Promise.all([add('handler', first, bytes), add('officer', first, bytes)])
  expect(again.map((reply) => reply.json['id'])).toEqual([json['id'], json['id']])
  expect((await add('handler', first, bytes, 'name=a.jpg&purpose=notice')).json['id']).not.toBe(json['id'])
  expect(await items('leader', first)).toHaveLength(2)
  const events = await owner.query(
    "select act, subject, jsonb_path_query_array(changes, '$[*].table') as rows from event where act like 'evidence.%' order by id",
  )
  expect(events.rows).toEqual([
    { act: 'evidence.add', subject: first, rows: ['evidence'] },
    { act: 'evidence.add', subject: first, rows: ['evidence'] },
  ])
  expect((await owner.query('select version from matter where id = $1', [first])).rows).toEqual([{ version: 1 }])
  expect((await as('handler').get(`/matters/${first}/evidence`)).json).toMatchObject({
    limits: { maxBytes: 41_943_040 },
    whyNot: null,
    whyNoProof: null,
  })
  expect((await as('leader').get(`/matters/${first}/evidence`)).json['whyNot']).toContain('可以查看')
})

test('同时上传同一文件，只留一份', async () => {
  const { add, items, first } = await evidenceStage()
  const bytes = await photo()
  const replies = await Promise.all(Array.from({ length: 6 }, () => add('handler', first, bytes)))
  expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200))
  expect(new Set(replies.map(({ json }) => json['id'])).size).toBe(1)
  expect(await items('handler', first)).toHaveLength(1)
})

test('不合格的文件：说明原因，什么也不留', async () => {
  const { add, items, first, owner } = await evidenceStage()
  const { status, json } = await add('handler', first, Buffer.from('<html></html>'))
  expect([status, json['code']]).toEqual([422, 'evidence.unfit'])
  expect(json['message']).toContain('文件内容与扩展名 .jpg 不符')
  expect(await items('handler', first)).toEqual([])
  expect((await owner.query("select from event where act like 'evidence.%'")).rowCount).toBe(0)
})

test('别的单位看不到、列不出、下不了、看不到图片、改不了，与不存在的一样回答', async () => {
  const { add, first, as } = await evidenceStage()
  const id = String((await add('handler', first, await photo())).json['id'])
  const requests = (problem: string, file: string) => [
    as('outsider').get(`/matters/${problem}/evidence`),
    as('outsider').upload(`/matters/${problem}/evidence?name=a.jpg`, Buffer.from('x')),
    as('outsider').post(`/matters/${problem}/camera-pass`),
    as('outsider').get(`/evidence/${file}/file`),
    as('outsider').get(`/evidence/${file}/picture`),
    as('outsider').post(`/evidence/${file}/facts`, { note: 'x' }),
    as('outsider').post(`/evidence/${file}/take-down`, { reason: '误传了' }),
  ]
  const answers = async (problem: string, file: string) =>
    (await Promise.all(requests(problem, file))).map(({ status, json }) => [status, json])
  const out = await answers(first, id)
  expect(out.map(([status]) => status)).toEqual([404, 404, 404, 404, 404, 404, 404])
  expect(out).toEqual(await answers(NOBODY, NOBODY))
  expect((await as('leader').upload(`/matters/${first}/evidence?name=a.jpg`, await photo())).status).toBe(403)
})

test('同一文件用在别处：看得到的说编号，看不到的不说；撤下的不算', async () => {
  const { add, items, first, second, other, as } = await evidenceStage()
  const bytes = await photo()
  await add('handler', first, bytes)
  const there = String((await add('officer', second, bytes)).json['id'])
  await add('officer', other, bytes)
  expect((await items('handler', first))[0]?.['elsewhere']).toMatchObject([{ matterId: second, no: '区改2026-0002' }])
  expect((await items('officer', first))[0]?.['elsewhere']).toMatchObject([{ matterId: second }, { matterId: other }])
  await as('officer').post(`/evidence/${there}/take-down`, { reason: '不属于这个问题' })
  expect((await items('handler', first))[0]?.['elsewhere']).toEqual([])
})

test('填写说明：拍摄时间、材料日期、整改前后、配对；空值是抹去，没说的不动', async () => {
  const { add, first, as, owner } = await evidenceStage()
  const id = String((await add('handler', first, await photo())).json['id'])
  const pair = '11111111-1111-4111-8111-111111111111'
  const describe = (facts: object) => as('handler').post(`/evidence/${id}/facts`, facts)
  const facts = { takenAt: '2026-11-19T09:00:00+08:00', effectiveOn: '2026-11-18', side: 'before', pair, note: '东侧围挡' }
  expect((await describe(facts)).json).toMatchObject({ ...facts, takenAt: '2026-11-19T01:00:00.000Z', takenFrom: 'person' })
  expect((await describe({ note: null })).json).toMatchObject({ note: null, side: 'before', pair, takenFrom: 'person' })
  expect((await describe({ takenAt: null })).json).toMatchObject({ takenAt: null, takenFrom: null })
  expect(
    (await owner.query("select count(*)::int as n from event where act = 'evidence.describe' and subject = $1", [first])).rows,
  ).toEqual([{ n: 3 }])
})

test('撤下：要原因；行还在；只能撤本人和本单位的；已撤下的说谁何时', async () => {
  const { add, first, as, owner, items } = await evidenceStage()
  const mine = String((await add('handler', first, await photo())).json['id'])
  const theirs = String((await add('officer', first, await photo('#123'))).json['id'])
  const down = (seat: Seat, id: string, reason = '拍错了地方') => as(seat).post(`/evidence/${id}/take-down`, { reason })
  expect((await down('handler', mine, '')).json['message']).toBe('请填写撤下原因')
  expect((await down('handler', theirs)).json).toMatchObject({ code: 'evidence.not-yours' })
  expect((await items('handler', first)).find(({ id }) => id === theirs)?.allowed).toEqual([])
  expect((await down('head', mine)).json).toMatchObject({ takenDown: { by: 'head甲', reason: '拍错了地方' }, allowed: [] })
  expect((await down('officer', mine)).json).toMatchObject({
    code: 'evidence.taken-down',
    message: '这份材料已于 2026-11-23 10:00 由 head甲 撤下',
  })
  expect((await as('handler').post(`/evidence/${mine}/facts`, { note: 'x' })).status).toBe(409)
  expect((await owner.query('select taken_down_reason as why from evidence where id = $1', [mine])).rows).toEqual([{ why: '拍错了地方' }])
  expect((await owner.query("select reason from event where act = 'evidence.take-down'")).rows).toEqual([{ reason: '拍错了地方' }])
  await expect(owner.query('set session_replication_role = origin; delete from evidence')).rejects.toThrow('')
  expect(await add('handler', first, await photo()).then(({ json }) => json['id'])).not.toBe(mine)
})

test('已销号：整改佐证不增不撤不改，备案材料还能传', async () => {
  const { add, first, as, owner } = await evidenceStage()
  const id = String((await add('handler', first, await photo())).json['id'])
  await owner.query("update matter set state = 'closed' where id = $1", [first])
  const codes = await Promise.all([
    add('officer', first, await photo('#111')),
    as('officer').post(`/evidence/${id}/take-down`, { reason: '拍错了' }),
    as('officer').post(`/evidence/${id}/facts`, { note: 'x' }),
  ])
  expect(codes.map(({ json }) => json['code'])).toEqual(['evidence.settled', 'evidence.settled', 'evidence.settled'])
  expect((await add('officer', first, await photo('#111'), 'name=a.jpg&purpose=filing')).status).toBe(200)
})

test('原件作为附件下载，不能当网页运行；图片重新编码，不带隐藏信息；原件丢了说清楚', async () => {
  const { add, first, as, files, app } = await evidenceStage()
  serveWeb(app.http)
  const bytes = await photo()
  const { json } = await add('handler', first, bytes, `name=${encodeURIComponent('证据";filename="x.exe.jpg')}`)
  const path = `/evidence/${String(json['id'])}`
  const file = await as('handler').get(`${path}/file`)
  expect(file.bytes.equals(bytes)).toBe(true)
  expect(file.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
    'cache-control': 'private, no-store',
  })
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/u)
  for (const size of ['thumb', 'screen']) {
    const picture = await as('handler').get(`${path}/picture?size=${size}`)
    expect(picture.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'private, max-age=604800, immutable' })
    expect((await sharp(picture.bytes).metadata()).exif).toBeUndefined()
    expect((await sharp(picture.bytes).metadata()).width).toBe(size === 'thumb' ? 320 : 900)
  }
  rmSync(pathOfFile(files, String(json['hash'])))
  const lost = await as('handler').get(`${path}/file`)
  expect([lost.status, lost.json['code']]).toEqual([404, 'evidence.file-missing'])
  expect(lost.json['message']).toContain(String(json['hash']))
  const pdf = await add('handler', first, Buffer.from(await emptyPdf()), 'name=a.pdf')
  expect((await as('handler').get(`/evidence/${String(pdf.json['id'])}/picture`)).json['code']).toBe('evidence.no-picture')
})

async function emptyPdf() {
  const { PDFDocument } = await import('pdf-lib')
  const pdf = await PDFDocument.create()
  pdf.addPage()
  return pdf.save()
}

test('手机拍照二维码：只能为这一个问题列、传、说明、看图；其余一概不行；十分钟后过期', async () => {
  const { add, first, second, as, owner, moveClock, items } = await evidenceStage()
  const mine = String((await add('handler', first, await photo())).json['id'])
  const other = String((await add('handler', second, await photo('#222'))).json['id'])
  const { json } = await as('handler').post(`/matters/${first}/camera-pass`)
  const token = String(json['token'])
  expect(json['expiresAt']).toBe('2026-11-23T02:10:00.000Z')
  expect((await owner.query('select token_hash as hash from camera_pass')).rows).not.toEqual([{ hash: token }])
  const pass = { 'x-camera-pass': token }
  const app = as(undefined)
  const upload = async (problem: string) =>
    app.post(`/matters/${problem}/evidence?name=b.jpg&takenAt=2026-11-23T09:59:00%2B08:00`, await noExif(), {
      ...pass,
      'content-type': 'application/octet-stream',
    })
  const taken = await upload(first)
  expect(taken.json).toMatchObject({ by: 'handler甲', takenAt: '2026-11-23T01:59:00.000Z', takenFrom: 'person' })
  expect(await items('handler', first)).toHaveLength(2)
  expect((await app.post(`/evidence/${mine}/facts`, { side: 'before' }, pass)).status).toBe(200)
  const denied = [
    await upload(second),
    await app.post(`/evidence/${other}/facts`, { side: 'before' }, pass),
    await app.post(`/evidence/${mine}/take-down`, { reason: '拍错了' }, pass),
    await app.post(`/matters/${first}/camera-pass`, {}, pass),
    await as('officer').post(`/evidence/${mine}/take-down`, { reason: '拍错了' }, pass),
  ]
  expect(denied.map((reply) => [reply.status, reply.json['code']])).toEqual(denied.map(() => [403, 'camera.elsewhere']))
  moveClock('2026-11-23T10:10:00+08:00')
  expect(await upload(first)).toMatchObject({
    status: 401,
    json: { code: 'camera.expired', message: expect.stringContaining('重新生成二维码') as unknown },
  })
})

const noExif = () =>
  sharp({ create: { width: 20, height: 20, channels: 3, background: '#345' } })
    .jpeg()
    .toBuffer()
