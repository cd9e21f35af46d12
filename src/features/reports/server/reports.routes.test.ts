import type { Day } from '#kernel/days.ts'
import { aSource } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { demoLedgerFile } from '../../../app/demo/district/ledger-file.ts'

type Server = Awaited<ReturnType<typeof testServer>>

async function imported({ as }: Server, name: string, bytes: Buffer) {
  const { json } = await as('officer').upload(`/intake?name=${encodeURIComponent(name)}`, bytes)
  await as('officer').post(`/intake/${String(json['id'])}/choices`, { sourceId: aSource })
  return (await as('officer').post(`/intake/${String(json['id'])}/commit`)).json['receipt']
}
const withDemoLedger = async () => {
  const server = await testServer()
  const { name, bytes } = await demoLedgerFile('2026-11-23' as Day)
  await imported(server, name, Buffer.from(bytes))
  return server
}

test('导出的正式台账再导入：零新增、零更新', async () => {
  const server = await withDemoLedger()
  const { status, headers, bytes } = await server.as('officer').get('/reports/ledger.xlsx')
  expect(status).toBe(200)
  expect(decodeURIComponent(String(headers['content-disposition']))).toContain('整改台账_截至20261123-1000.xlsx')
  expect(await imported(server, '整改台账.xlsx', bytes)).toEqual({ read: 240, added: 0, updated: 0, unchanged: 240, refused: 0 })
})

test('导出的就是筛选后看得见的：别的单位的问题不在文件里，无权者拒绝', async () => {
  const server = await withDemoLedger()
  const total = async (seat: 'officer' | 'handler', query: string) => (await server.as(seat).get(`/problems?${query}`)).json['total']
  const rows = async (seat: 'officer' | 'handler', query: string) => {
    const { bytes } = await server.as(seat).get(`/reports/ledger.xlsx?${query}`)
    const { json } = await server.as('officer').upload('/intake?name=a.xlsx', bytes)
    await server.as('officer').post(`/intake/${String(json['id'])}/choices`, { sourceId: aSource })
    return (await server.as('officer').get(`/intake/${String(json['id'])}`)).json['plan'] as { read: number }
  }
  for (const query of ['closure=declared', 'q=%E6%8E%92%E5%8F%A3'] as const)
    expect((await rows('officer', query)).read).toBe(await total('officer', query))
  expect((await rows('handler', '')).read).toBe(await total('handler', ''))
  expect((await server.as('system_admin').get('/reports/ledger.xlsx')).status).toBe(403)
  expect((await server.as('officer').get('/reports/ledger.xlsx?unknown=1')).status).toBe(400)
})

test('按单位打包、按领导分页', async () => {
  const server = await withDemoLedger()
  const zip = await server.as('officer').get('/reports/by-unit.zip')
  expect(zip.status).toBe(200)
  expect(zip.bytes.subarray(0, 2).toString()).toBe('PK')
  const pages = await readXlsx((await server.as('officer').get('/reports/by-leader.xlsx')).bytes)
  for (const { rows } of pages.sheets) {
    const head = rows.findIndex((cells) => cells.includes('最后日期') || cells.includes('序号'))
    const heads = [...(rows[head] ?? []), ...(rows[head + 1] ?? [])]
    const at = heads.indexOf('最后日期') % (rows[head]?.length ?? 1)
    const days = rows.slice(head + 2).map((cells) => cells[at] || '无')
    expect(days).toEqual(days.toSorted((a, b) => (a < b ? -1 : Number(a > b)))) // 无 sorts behind every date
    expect(days.length).toBeGreaterThan(0)
  }
  expect(pages.sheets.length).toBeGreaterThan(2)
})

test('还没有问题时也能导出：文件打得开，写明共 0 项', async () => {
  const { as } = await testServer()
  for (const path of ['ledger.xlsx', 'by-unit.zip', 'by-leader.xlsx'])
    expect((await as('officer').get(`/reports/${path}`)).status, path).toBe(200)
})
