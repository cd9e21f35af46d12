import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cliFolder, installed } from './cli-fixture.ts'

const { here, bihuan, csv, remove } = cliFolder()
afterAll(remove)

test('import → export → 再 import 零新增 → verify；没认出的列、没有的来源、没有的人都拒绝', async () => {
  const { close } = await installed(join(here, 'data'))
  csv('b.csv', ['序号,反馈问题,整改时限,怪列', '1,排口未封堵,2026年底前,甲', '2,堆场扬尘未覆盖,立行立改,乙'])
  const give = ['import', 'b.csv', '--as', 'officer', '--source', '区级自查']
  expect((await bihuan(...give)).err).toContain('怪列')
  expect(await bihuan('import', 'b.csv', '--as', 'nobody', '--source', '区级自查')).toMatchObject({ code: 2 })
  expect((await bihuan('import', 'b.csv', '--as', 'officer', '--source', '没有')).err).toContain('区级自查')
  expect((await bihuan('import', 'b.csv', '--as', 'admin', '--source', '区级自查')).code).toBe(2)
  await close() // so far they borrowed a database that was running; from here on each starts its own
  expect(JSON.parse((await bihuan(...give, '--columns', '怪列=', '--json')).out)).toMatchObject({
    read: 2,
    added: 2,
    updated: 0,
    unchanged: 0,
    refused: 0,
  })
  expect((await bihuan('export', 'ledger', '--to', 'out.xlsx')).code).toBe(0)
  expect(JSON.parse((await bihuan('import', 'out.xlsx', '--as', 'officer', '--source', '区级自查', '--json')).out)).toMatchObject({
    read: 2,
    added: 0,
    unchanged: 2,
  })
  const verified = await bihuan('verify', '--json')
  expect(verified.code).toBe(0)
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true })
  expect(Object.keys((JSON.parse((await bihuan('openapi')).out) as { paths: object }).paths).length).toBeGreaterThan(20)
})
