import { expect, test } from 'vitest'
import { PAGE_FACTS, factTitle } from '#features/problems/domain/facts.ts'
import { factText } from '#features/problems/domain/ledger-line.ts'
import type { LedgerRow } from '#features/problems/problems.contract.ts'
import { ledgerColumns } from '#features/problems/web/ledger/ledger-columns.tsx'
import { ledgerOf } from './generated-ledger.ts'
import { verified } from './verify.ts'

test('背景：填得进，屏幕、问题页、文件里都有，导回来不变、改了就更新，办理记录写明，核对一致', async () => {
  const { officer, list, put, exported, db } = await ledgerOf({ problems: [], slots: ['leader'], soonDays: 7 })
  const csv = (background: string) => Buffer.from(`\uFEFF序号,反馈问题,问题背景\n1,某河涌沿岸生活污水直排,${background}`)
  expect((await put('来表.csv', csv('旧城区'))).receipt).toMatchObject({ added: 1 })
  const row = async () => (await list())[0] as unknown as LedgerRow & { readonly background: string | null }
  const { id, version, background } = await row()
  expect(background).toBe('旧城区')
  const cells = [{ id, version, column: 'background', text: '老旧管网' }]
  expect((await officer.post('/problems/cells', { cells })).json['changes']).toMatchObject([{ before: '旧城区', after: '老旧管网' }])
  const column = ledgerColumns(true).find(({ key }) => key === 'background')
  expect([column?.title, column?.editable, column?.text(await row())]).toEqual(['背景', true, '老旧管网'])
  expect(PAGE_FACTS.map(factTitle)).toContain('背景')
  expect(factText(await row(), 'background')).toBe('老旧管网')
  expect((await exported()).rows[0]?.['背景']).toBe('老旧管网')
  expect((await put('整改台账.xlsx', (await exported()).bytes)).receipt).toMatchObject({ unchanged: 1 })
  expect((await put('新表.csv', csv('截污不全'))).receipt).toMatchObject({ updated: 1 })
  expect((await list())[0]).toMatchObject({ background: '截污不全' })
  expect((await officer.get(`/problems?q=${encodeURIComponent('截污不全')}`)).json['total']).toBe(1)
  const history = JSON.stringify((await officer.get(`/matters/${id}/timeline`)).json)
  expect(history).toContain('"label":"背景","before":"旧城区","after":"老旧管网"')
  expect((await verified(db)).findings.filter(({ where }) => where.startsWith('problem') || where.startsWith('matter'))).toEqual([])
})
