import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ledgerColumns } from '#features/problems/web/ledger/ledger-columns.tsx'
import type { LedgerRow } from '#features/problems/problems.contract.ts'
import { runs } from './full.ts'
import { generatedLedger, ledgerOf } from './generated-ledger.ts'

const COLUMNS = ledgerColumns(false)
/** The official head of a column that the screen calls otherwise. */
const HEADS: Readonly<Record<string, string>> = { 包联领导: '责任区领导' }
/** Each generated ledger comes in by dozens of requests. */
const RUNS = { numRuns: runs(4, 40), endOnFailure: true }

test('屏幕上的字就是文件里的字：两边都有的列，逐格相同；导出再导入，什么也不变', async () => {
  await fc.assert(
    fc.asyncProperty(generatedLedger, async (ledger) => {
      const { list, exported, put, facts } = await ledgerOf(ledger)
      const screen = new Map((await list()).map((row) => [row.no, row as unknown as LedgerRow]))
      const { bytes, rows } = await exported()
      expect(new Set(rows.map((row) => row['问题编号']))).toEqual(new Set(screen.keys()))
      if (rows[0] === undefined) return // every row was empty, none came in
      const head = rows[0]
      const both = COLUMNS.filter(({ title }) => (HEADS[title] ?? title) in head)
      expect(both.length).toBeGreaterThan(20)
      for (const row of rows) {
        const screenRow = screen.get(row['问题编号'] ?? '')
        if (!screenRow) continue // held above
        expect(Object.fromEntries(both.map(({ title }) => [title, row[HEADS[title] ?? title]]))).toEqual(
          Object.fromEntries(both.map(({ title, text }) => [title, text(screenRow).replaceAll('\r\n', '\n')])),
        )
      }
      const before = await facts()
      const { preview, receipt } = await put('整改台账.xlsx', bytes)
      const others = (preview['rows'] as { outcome: string }[]).filter(({ outcome }) => outcome !== 'unchanged')
      expect(others).toEqual([])
      expect(receipt).toEqual({ read: rows.length, added: 0, updated: 0, unchanged: rows.length, refused: 0 })
      expect(await facts()).toEqual(before)
    }),
    RUNS,
  )
})
