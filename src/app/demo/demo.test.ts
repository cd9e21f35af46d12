import { readXlsx } from 'hucre'
import type { Sheet } from 'hucre'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { addDays } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import { ROLES } from '#kernel/roles.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { demoDistrict } from './district/district.ts'
import { demoLedgerFile } from './district/ledger-file.ts'
import { ledgerLines } from './district/ledger-plan.ts'
import { demoOtherFiles } from './district/other-files.ts'

const ON = '2026-11-23' as Day
const district = demoDistrict(ON)
const { units, people } = district

const duplicates = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i)

describe('演示区', () => {
  test('单位成树，上级先于下级，名称、简称、别名互不相同', () => {
    const keys = units.map((unit) => unit.key)
    for (const [i, unit] of units.entries()) if (unit.parentKey !== null) expect(keys.slice(0, i)).toContain(unit.parentKey)
    expect(duplicates(keys)).toEqual([])
    expect(duplicates(units.flatMap((unit) => [unit.name, unit.shortName, ...unit.aliases]))).toEqual([])
  })

  test('十六个镇街各有一名包联领导，至少十二名领导', () => {
    const towns = units.filter((unit) => unit.kind === 'town').map((unit) => unit.key)
    const leaders = people.filter((person) => person.roles.some((held) => held.role === 'leader'))
    expect(towns).toHaveLength(16)
    expect(leaders.length).toBeGreaterThanOrEqual(12)
    expect(leaders.flatMap((leader) => leader.boundTowns).toSorted()).toEqual(towns.toSorted())
  })

  test('登录名唯一且为短英文，人员只用角色名，电话只是分机', () => {
    expect(duplicates(people.map((person) => person.login))).toEqual([])
    expect(duplicates(people.map((person) => person.name))).toEqual([])
    for (const person of people) {
      expect(person.login).toMatch(/^[a-z][a-z0-9-]{3,24}$/u)
      expect(person.name).toMatch(/领导.|承办人|负责人|专班成员.?|验收人.|督导员.|管理员/u)
      expect(person.phone ?? '分机8000').toMatch(/^分机8\d{3}$/u)
    }
  })

  test('每个角色都有人，角色所在单位存在，起始日早于当日', () => {
    const keys = new Set(units.map((unit) => unit.key))
    const held = people.flatMap((person) => person.roles)
    expect([...new Set(held.map((one) => one.role))].toSorted()).toEqual(ROLES.toSorted())
    for (const one of held) expect(keys.has(one.unitKey) && one.from < ON).toBe(true)
    for (const unit of units.filter(({ kind }) => kind === 'department' || kind === 'town'))
      expect(held.filter((one) => one.unitKey === unit.key && (one.role === 'handler' || one.role === 'head'))).toHaveLength(2)
  })

  test('两次既往督察已反馈，本轮十四天后进驻且尚未反馈', () => {
    const present = district.inspections.find((one) => one.key === 'present')
    expect(district.inspections.map((one) => one.feedbackOn)).toEqual(['2017-04-13', '2018-10-24', null])
    expect(present?.enteredOn).toBe('2026-12-07')
    expect(demoDistrict('2027-02-01' as Day).inspections.at(-1)?.enteredOn).toBe('2027-02-15')
  })
})

const HEAD_ROWS = 4
async function ledgerSheet(on: Day): Promise<Sheet> {
  const { sheets } = await readXlsx((await demoLedgerFile(on)).bytes)
  expect(sheets.map((sheet) => sheet.name)).toEqual(['说明', '整改台账'])
  const sheet = sheets[1]
  if (!sheet) throw new Error('no ledger sheet')
  return sheet
}
const columnOf = (sheet: Sheet, head: string) => {
  const at = [2, 3].map((row) => (sheet.rows[row] ?? []).indexOf(head)).find((col) => col >= 0)
  if (at === undefined) throw new Error(`no column ${head}`)
  return sheet.rows.slice(HEAD_ROWS, HEAD_ROWS + 240).map((row) => row[at] ?? null)
}

describe('演示台账', () => {
  test('二百四十条问题表述各不相同，长短像真的，没有未填的空位', () => {
    const wordings = ledgerLines().map((line) => line.wording)
    expect(new Set(wordings).size).toBe(240)
    for (const wording of wordings) {
      expect(wording.length).toBeGreaterThanOrEqual(20)
      expect(wording.length).toBeLessThanOrEqual(120)
    }
  })

  test('同一点位的同一类情况只出现一次，表述写明点位', () => {
    const lines = ledgerLines()
    for (const line of lines) expect(line.wording).toContain(line.point)
    expect(
      duplicates(lines.map((line) => `${line.theme.key} ${line.point} ${line.theme.findings[line.k % line.theme.findings.length]}`)),
    ).toEqual([])
  })

  test('同一天生成的文件逐字节相同', async () => {
    const one = await demoLedgerFile(ON)
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') })
    onTestFinished(() => void vi.useRealTimers())
    const two = await demoLedgerFile(ON)
    expect(one.name).toBe('滨澜区督察整改工作台账（截至20261120）.xlsx')
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true)
  })

  test('换一天，时限随之移动，问题不变', async () => {
    const [now, later] = [await ledgerSheet(ON), await ledgerSheet(addDays(ON, 100))]
    expect(columnOf(later, '反馈问题')).toEqual(columnOf(now, '反馈问题'))
    const moved = columnOf(now, '整改时限').filter((cell, i) => String(cell) !== String(columnOf(later, '整改时限')[i]))
    expect(moved.length).toBeGreaterThan(80)
  })

  test('能读回：标题、两行表头、合并格、隐藏列、合计行', async () => {
    const sheet = await ledgerSheet(ON)
    const merges = sheet.merges ?? []
    expect(merges).toContainEqual({ startRow: 0, startCol: 0, endRow: 0, endCol: 28 })
    expect(merges).toContainEqual({ startRow: 2, startCol: 9, endRow: 2, endCol: 15 })
    expect(
      merges.filter((one) => one.startCol === 1 && one.endCol === 1 && one.endRow > one.startRow && one.startRow >= HEAD_ROWS).length,
    ).toBeGreaterThan(20)
    expect(sheet.columns?.filter((column) => column.hidden)).toHaveLength(1)
    expect(sheet.rows[HEAD_ROWS + 240]?.[0]).toBe(
      '合计：240项，其中已销号45项，已完成15项，整改到位待验收33项，正在整改98项，未启动33项，长期坚持16项。',
    )
    expect(columnOf(sheet, '序号')).toEqual(Array.from({ length: 240 }, (_, i) => i + 1))
    expect(JSON.stringify(sheet.rows)).not.toMatch(/[{}]|undefined|NaN/u)
  })

  test('缺项和历史销号的数量', async () => {
    const sheet = await ledgerSheet(ON)
    const missing = (head: string) => columnOf(sheet, head).filter((cell) => cell === null || cell === '').length
    expect(missing('责任区领导\n（包联）')).toBe(36)
    expect(missing('具体责任人')).toBe(18)
    expect(missing('整改措施')).toBe(14)
    expect(missing('整改时限')).toBe(5)
    const status = columnOf(sheet, '状态')
    const years = columnOf(sheet, '销号（完成）\n时间').flatMap((cell, i) =>
      status[i] === '已销号' || status[i] === '已完成'
        ? [cell instanceof Date ? cell.getUTCFullYear() : Number(String(cell).slice(0, 4))]
        : [],
    )
    expect(years).toHaveLength(60)
    expect([Math.min(...years), Math.max(...years)]).toEqual([2017, 2022])
  })

  test('时限写法混杂：每一种时限都有，也有读不准的', async () => {
    const cells = columnOf(await ledgerSheet(ON), '整改时限')
    const parsed = cells.flatMap((cell) => (typeof cell === 'string' ? [parseDeadline(cell, ON)] : []))
    const kinds = new Set(parsed.map((one) => one.kind))
    for (const kind of ['by', 'window', 'within', 'immediate', 'lasting', 'recurring', 'unparsed'] as const) expect(kinds).toContain(kind)
    expect(parsed.filter((one) => one.ambiguous).length).toBeGreaterThan(3)
    expect(cells.filter((cell) => cell instanceof Date).length).toBeGreaterThan(5)
  })

  test('多数单位写得出是谁，少数对不上任何单位', async () => {
    const sheet = await ledgerSheet(ON)
    const known = new Set(units.flatMap((unit) => [unit.name, unit.shortName, ...unit.aliases]))
    const cells = ['牵头单位', '配合单位', '属地镇\n（街道）', '把关单位'].flatMap((head) =>
      columnOf(sheet, head).map((cell) => String(cell ?? '')),
    )
    const names = cells.flatMap((cell) => cell.split(/[、，/；\n ]|牵头|配合/u)).filter((name) => name !== '')
    const strange = names.filter((name) => !known.has(name))
    expect(new Set(strange)).toEqual(
      new Set(['区环保局', '区畜牧水产局', '区国土资源分局', '区园林管理处', '清水办', '相关镇街', '涉事企业', '区海草床保护站']),
    )
    expect(strange.length / names.length).toBeLessThan(0.05)
  })

  test('写到的领导和责任人都是本区的人', async () => {
    const sheet = await ledgerSheet(ON)
    const known = new Set(people.map((person) => person.name))
    const written = ['责任区领导\n（包联）', '具体责任人'].flatMap((head) =>
      columnOf(sheet, head).flatMap((cell) => String(cell ?? '').split('、')),
    )
    for (const name of written.filter((one) => one !== '')) expect(known).toContain(name)
  })
})

describe('其他版式的文件', () => {
  test('六份文件，同一天相同，换一天不同', async () => {
    const [one, two, later] = await Promise.all([demoOtherFiles(ON), demoOtherFiles(ON), demoOtherFiles('2027-03-01' as Day)])
    const changed = one.filter((file, i) => !Buffer.from(file.bytes).equals(Buffer.from(later[i]?.bytes ?? [])))
    expect(one.map((file) => `${file.kind}/${file.layout}`)).toEqual([
      'problem/grid',
      'problem/pairs',
      'task/grid',
      'task/grid',
      'problem/grid',
      'problem/pairs',
    ])
    for (const [i, file] of one.entries()) expect(Buffer.from(file.bytes).equals(Buffer.from(two[i]?.bytes ?? []))).toBe(true)
    expect(changed).toHaveLength(6)
  })

  test('文件都打得开，行数在五至二十条之间', async () => {
    for (const file of await demoOtherFiles(ON)) {
      if (file.name.endsWith('.xlsx')) {
        const { sheets } = await readXlsx(file.bytes)
        const records = sheets.flatMap((sheet) => sheet.rows).filter((row) => typeof row[0] === 'number')
        expect(records.length).toBeGreaterThanOrEqual(5)
        expect(records.length).toBeLessThanOrEqual(20)
      } else {
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes)
        expect(text.startsWith('\uFEFF')).toBe(true)
        expect(text).toContain('整改')
        expect(text).not.toMatch(/[{}]|undefined/u)
      }
    }
  })
})
