import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dayOf, type Day } from '#kernel/days.ts'
import { readWorkbook } from '#platform/workbook/read/read-workbook.ts'
import { recognise } from './read/recognise.ts'
import type { RecognisedRow } from './read/recognised.ts'

const KIT = 'test/fixtures/hostile/'
const ON = dayOf('2026-11-23') as Day

type Case = {
  readonly file: string
  readonly what: string
  readonly expect: {
    readonly action: 'accept' | 'warn' | 'row_error' | 'reject' | 'accept_or_reject'
    readonly kind: string
    readonly normalised?: readonly Readonly<Record<string, unknown>>[]
  }
}
const cases = (JSON.parse(readFileSync(`${KIT}manifest.json`, 'utf8')) as { cases: readonly Case[] }).cases.filter(({ file }) =>
  /^(?:xlsx|csv)\//u.test(file),
)

async function answer(file: string) {
  const read = await readWorkbook(KIT + file, file.replace(/^.*\//u, ''))
  if (!read.ok) return { action: 'reject', kinds: [read.refusal.kind as string], message: read.refusal.message, rows: [] }
  const { tables } = recognise(read.sheets, { on: ON })
  const issues = tables.flatMap((table) => table.issues)
  const kinds = [...read.notices, ...issues].map(({ kind }) => kind as string)
  const blocked = issues.some(({ level }) => level === 'error')
  return {
    action: blocked ? 'row_error' : kinds.length > 0 ? 'warn' : 'accept',
    kinds: kinds.length > 0 ? kinds : ['OK'],
    message: [...read.notices, ...issues].map(({ message }) => message).join('\n'),
    rows: tables.flatMap((table) => table.rows),
  }
}

/** The kit names columns by their usual heads. Identity numbers, and a telephone beside them that is nobody else's, are sealed. */
const FIELD: Readonly<Record<string, (row: RecognisedRow) => unknown>> = {
  问题编号: (row) => row.taskNo?.value,
  责任单位: (row) => row.responsibleUnits?.raw.trim(),
  问题描述: (row) => row.problem?.value,
  整改时限: (row) => row.deadline?.value?.date,
  联系电话: (row) => row.phone?.value ?? row.sealed?.find(({ head }) => head === '联系电话')?.text.trim(),
  身份证号: (row) => row.sealed?.find(({ head }) => head === '身份证号')?.text,
}

describe('敌意文件集：每份表格都有清单要求的处理和提示', () => {
  test('清单里的文件都在', () => expect(cases).toHaveLength(89))

  test.concurrent.each(cases)('$file：$what', async ({ file, expect: { action, kind, normalised } }) => {
    const result = await answer(file)
    // Old workbooks: the kit leaves the choice; ours reads them, and both hold this one row.
    if (action === 'accept_or_reject') return expect(result.rows.map((row) => row.taskNo?.value)).toEqual(['DC-2024-001'])
    expect(result.action, result.message).toBe(action)
    expect(result.kinds).toContain(kind)
    expect(result.message).not.toContain('root:')
    if (action === 'reject') return expect(result.message).toMatch(/[\u4e00-\u9fff]{2}/u)
    const visible = result.rows.filter((row) => !row.hidden)
    for (const [i, facts] of (normalised ?? []).entries()) {
      for (const [head, value] of Object.entries(facts)) {
        if (FIELD[head] && typeof value === 'string') expect(FIELD[head](visible[i] as RecognisedRow), `${i} ${head}`).toBe(value)
      }
    }
    return undefined
  })

  test('日期写法：能确定的给出日期，残缺的逐行拒绝，占位符视为空', async () => {
    const read = await readWorkbook(`${KIT}xlsx/d06-date-texts.xlsx`, 'd06.xlsx')
    const [table] = read.ok ? recognise(read.sheets, { on: ON }).tables : []
    const due = (raw: string) => table?.rows.find((row) => row.deadline?.raw === raw)?.deadline?.value
    expect(due('二〇二四年一月五日')).toEqual({ kind: 'by', date: '2024-01-05' })
    expect(due('２０２４年１月５日')).toEqual({ kind: 'by', date: '2024-01-05' })
    expect(due('2024年第一季度')).toMatchObject({ date: '2024-03-31' })
    expect(due('立行立改，长期坚持')).toMatchObject({ kind: 'immediate', lasting: true })
    expect(due('无')).toBeNull()
    const refused = table?.issues.filter(({ kind }) => kind === 'DATE_INVALID').map(({ message }) => /“(.*)”/u.exec(message)?.[1])
    expect(refused).toEqual([
      '24.1.5',
      '03/04/2024',
      '12/31/2024',
      '2024-02-30',
      '2023-02-29',
      '1024-01-01',
      '2204-01-01',
      '2024-13-01',
      '2024-1-5 25:00',
      '#######',
    ])
  })
})
