import { expect, test } from 'vitest'
import { sealNew } from '#features/history/server/seal.jobs.ts'
import { canariesIn, searchedBySeats, searchedTables } from '../complainants/canaries.ts'
import { oldInstallation } from '../complainants/old-installation.ts'
import { district } from '../database.ts'
import { testBox } from '../server.ts'
import { verified } from '../verify.ts'

type Report = { readonly done: string[]; readonly look: string[]; readonly counts: { place: string; head: string; kind: string; cells: number }[] }
const reportIn = (json: Record<string, unknown>) => (json['reports'] as Report[])[0]

test('0032 之前导入的举报人信息：清理后任何表、任何读取接口都没有，链仍成立，报告只有数量', async () => {
  const server = await oldInstallation()
  const { as, owner, db } = server
  await sealNew(db, district)
  expect((await searchedTables(owner)).length).toBeGreaterThan(15) // else there is nothing to clean
  expect((await verified(db, [], testBox)).findings).toEqual([])
  const { rows: before } = await owner.query<{ chain: string }>('select chain from event_seal order by seq')

  expect((await as('officer').post('/complainants/cleaning')).status).toBe(200)

  expect(await searchedTables(owner)).toEqual([])
  const { found, withWording } = await searchedBySeats(server)
  expect([found, withWording > 20]).toEqual([[], true])
  await sealNew(db, district)
  const all = await verified(db, [], testBox)
  expect(all.findings).toEqual([])
  expect(all.redactedEvents).toBeGreaterThan(0)
  const { rows: after } = await owner.query<{ chain: string }>('select chain from event_seal order by seq')
  expect(after.slice(0, before.length)).toEqual(before) // the links stay as they were noted elsewhere

  const { bytes, json } = await as('security_admin').get('/complainants/cleaning')
  expect(canariesIn(bytes.toString('utf8'))).toEqual([])
  expect(json).toMatchObject({ due: false, reports: [{ done: expect.arrayContaining([expect.stringContaining('原始单元格')]) }] })
  const heads = reportIn(json)?.counts.filter(({ place }) => place === 'raw').map(({ head, kind, cells }) => `${head} ${kind} ${cells}`)
  expect(heads).toEqual(expect.arrayContaining(['举报人信息/姓名 name 2', '举报人信息/身份证号码 idNumber 2']))
  expect(reportIn(json)?.look.join()).toContain('备份')
  expect((await owner.query('select from export_file')).rowCount).toBe(0)
  const { rows: held } = await owner.query(`select phone from responsibility where part = 'person'`)
  expect(held).toEqual([{ phone: null }])
})
