import { readdirSync } from 'node:fs'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { type Seat, otherUnit, ownUnit } from '#test/people.ts'
import { givenProblems } from '#test/problems-fixture.ts'
import { testServer } from '#test/server.ts'
import { smallDisk } from '#test/small-disk.ts'

const photo = () =>
  sharp({ create: { width: 90, height: 60, channels: 3, background: '#7a9' } })
    .jpeg()
    .toBuffer()
const lead = (unitId: typeof ownUnit) => ({ holders: { lead: [{ unitId }] } })

/** A problem of the handler's own unit and one of another. */
async function uploadStage() {
  const server = await testServer()
  const [first = '', other = ''] = await givenProblems(server.db, [lead(ownUnit), lead(otherUnit)])
  const add = (seat: Seat, problem: string, bytes: Buffer, query = 'name=a.jpg') =>
    server.as(seat).upload(`/matters/${problem}/evidence?${query}`, bytes)
  const items = async (problem: string) => (await server.as('officer').get(`/matters/${problem}/evidence`)).json['items']
  const files = () => readdirSync(server.files, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  return { ...server, folder: server.files, first, other, add, items, files }
}

test('磁盘满了：507，说明原因，什么也不留下；腾出空间后照常', async ({ skip }) => {
  const { add, items, first, files, folder } = await uploadStage()
  skip(!smallDisk(folder, '1m'), 'no right to mount a small disk')
  const large = Buffer.concat([await photo(), Buffer.alloc(3_000_000)])
  const refused = await add('handler', first, large)
  expect([refused.status, refused.json['code']]).toEqual([507, 'disk.full'])
  expect(refused.json['message']).toContain('磁盘已满')
  expect(files()).toEqual([])
  expect(await items(first)).toEqual([])
  expect((await add('handler', first, await photo())).status).toBe(200)
})

test('不许上传的人连文件也不收：正文不落盘', async () => {
  const { as, other, files } = await uploadStage()
  const refused = await as('handler').upload(`/matters/${other}/evidence?name=a.jpg`, await photo())
  expect([403, 404]).toContain(refused.status)
  expect(files()).toEqual([])
})

test('超过 40 MB 的在收的时候就拒绝，不留半截', async () => {
  const { add, first, files } = await uploadStage()
  expect((await add('handler', first, Buffer.alloc(41 * 1_048_576))).status).toBe(413)
  expect(files()).toEqual([])
})

/** A PDF that takes a while to be read: many objects, all harmless. */
async function slowPdf(): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  pdf.addPage()
  for (let i = 0; i < 8_000; i += 1) pdf.context.register(pdf.context.obj({ A: [i, { B: i }] }))
  return Buffer.from(await pdf.save({ useObjectStreams: false }))
}

test('一个人排了许多难读的文件，别人的不等它们都读完', async () => {
  const { add, first, other } = await uploadStage()
  const slow = await slowPdf()
  let done = 0
  const many = Array.from({ length: 4 }, (_, i) =>
    add('handler', first, Buffer.concat([slow, Buffer.from(`%${i}`)]), 'name=a.pdf').then(() => (done += 1)),
  )
  expect((await add('officer', other, slow, 'name=b.pdf')).status).toBe(200)
  expect(done).toBeLessThanOrEqual(2)
  await Promise.all(many)
})
