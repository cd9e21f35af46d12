import type { Part } from '#kernel/rooms/matters.ts'
import { beforeEach, expect, test } from 'vitest'
import { provedProblem } from '#test/closeout/closeout-stage-fixture.ts'
import { enter } from '#test/problem-factory.ts'
import { type Seat, office, otherUnit, ownUnit, ownVillage, personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { unitQuery } from '../../domain/desk/desk-groups.ts'
import type { Desk, DeskUnits, Figure, OfficerDesk } from '../../desk.contract.ts'

const NOW = new Date('2026-11-23T10:00:00+08:00')
let server: Awaited<ReturnType<typeof testServer>>

const DEADLINES = [
  '2026年11月1日前', // overdue
  '2026年11月22日前',
  '2026年11月23日前', // the last day itself
  '2026年11月30日前', // seven days on
  '2026年12月1日前', // eight days on
  '2027年6月30日前',
  '长期坚持',
  '尽快完成',
  null,
] as const
const HOLDERS: readonly Readonly<Partial<Record<Part, readonly Holder[]>>>[] = [
  { lead: [{ unitId: ownUnit }], leader: [{ personId: personOf('leader') }], person: [{ text: '责任人甲' }] },
  { lead: [{ unitId: otherUnit }] },
  { lead: [{ unitId: otherUnit }, { unitId: ownVillage }], leader: [{ personId: personOf('officer') }] },
  { leader: [{ personId: personOf('leader') }] },
  { lead: [{ text: '尚未明确的单位' }] },
  {},
]

beforeEach(async () => {
  server = await testServer()
})

/** Every deadline with every kind of responsibility, and what an older ledger says is over. */
async function fill() {
  const open = DEADLINES.flatMap((deadlineRaw, d) =>
    HOLDERS.map(
      (holders, h) =>
        [
          `问题${d}-${h}`,
          { no: `区改2026-${d}${h}`, deadlineRaw, holders, target: d % 2 ? '达标' : null, measures: h % 2 ? ['措施甲'] : [] },
        ] as const,
    ),
  )
  const over = (['done', 'closed'] as const).map(
    (declared) => [`原台账${declared}`, { declared, deadlineRaw: '2020年1月1日前', holders: { lead: [{ unitId: ownUnit }] } }] as const,
  )
  await enter(server.db, NOW, [...open, ...over, ['上级原文', { level: 'item', deadlineRaw: '2026年11月1日前' }]])
}
const desk = async (seat: Seat) => (await server.as(seat).get('/desk')).json as unknown as Desk
const deskUnits = async (seat: Seat) => (await server.as(seat).get('/desk/units')).json as unknown as DeskUnits
const officerDesk = async (seat: Seat) => (await server.as(seat).get('/desk/officer')).json as unknown as OfficerDesk
const ledgerTotal = async (seat: Seat, query: Record<string, string>) =>
  (await server.as(seat).get(`/problems?${new URLSearchParams(query).toString()}`)).json['total']

/** Every figure anywhere in an answer. */
function figuresIn(answer: unknown): Figure[] {
  if (typeof answer !== 'object' || answer === null) return []
  const own = 'count' in answer && 'query' in answer ? [answer as Figure] : []
  return [...own, ...Object.values(answer).flatMap(figuresIn)]
}
/** Every count by unit, with what opens it. */
const unitFigures = ({ query, units }: DeskUnits): Figure[] =>
  units.flatMap(({ id, total, ...unit }) => [
    { count: total, query: unitQuery(query, id) },
    ...(['progress', 'schedule', 'closure'] as const).flatMap((axis) =>
      Object.entries(unit[axis]).map(([value, count]) => ({ count, query: unitQuery(query, id, axis, value) })),
    ),
  ])
const countIn = ({ groups }: Desk) => Object.fromEntries(groups.map(({ group, count }) => [group, count]))

test('工作台上的每个数，都等于台账在同一条件下的总数；各组相加就是在办总数', async () => {
  await fill()
  for (const seat of ['handler', 'leader', 'officer'] as const) {
    const answer = await desk(seat)
    const figures = [...figuresIn(answer), ...unitFigures(await deskUnits(seat))]
    expect(figures.length).toBeGreaterThan(20)
    for (const { count, query } of figures) expect(await ledgerTotal(seat, query), `${seat} ${JSON.stringify(query)}`).toBe(count)
    expect(answer.groups.reduce((sum, { count }) => sum + count, 0)).toBe(answer.running.count)
    expect(answer.all.count - answer.running.count).toBe(2)
    for (const { count, rows } of answer.groups) expect(rows).toHaveLength(Math.min(count, 20))
  }
  const figures = figuresIn(await officerDesk('supervisor'))
  expect(figures.length).toBeGreaterThan(12)
  for (const { count, query } of figures) expect(await ledgerTotal('supervisor', query), JSON.stringify(query)).toBe(count)
})

test('承办人：只有本单位的，按时限分组；最后一天当天不算超期，第七天算临期，第八天不算', async () => {
  await fill()
  expect(countIn(await desk('handler'))).toEqual({ overdue: 4, soon: 4, unconfirmed: 4, later: 4, lasting: 2 })
  const { groups } = await desk('handler')
  expect(groups[0]?.rows.map(({ no }) => no)).toEqual(['区改2026-00', '区改2026-02', '区改2026-10', '区改2026-12'])
  expect(groups[1]?.rows.map(({ dueOn }) => dueOn)).toEqual(['2026-11-23', '2026-11-23', '2026-11-30', '2026-11-30'])
  expect(groups[0]?.rows[0]).toMatchObject({
    title: '问题0-0',
    clock: { text: '超期22天' },
    todo: ['已超期，抓紧完成并说明原因', '明确目标', '制定整改措施'],
    proof: '尚无措施',
  })
})

test('临期天数是设置：改为一天后，三十日到期的不再算临期', async () => {
  await fill()
  await server.owner.query(
    `set session_replication_role = origin; insert into district.setting (key, version, value) values ('desk.soon-days', 1, '1')`,
  )
  expect(countIn(await desk('handler'))).toEqual({ overdue: 4, soon: 2, unconfirmed: 4, later: 6, lasting: 2 })
})

test('包联领导：包联的和本单位的都在，按牵头单位分列三个方面', async () => {
  await fill()
  const { units } = await deskUnits('leader')
  expect(units.map(({ name }) => name).toSorted()).toEqual(['区住建局', '青禾镇', '青禾镇东村'])
  for (const { total, progress, schedule, closure } of units)
    for (const axis of [progress, schedule, closure]) expect(Object.values(axis).reduce((sum, count) => sum + count, 0)).toBe(total)
})

test('专班兼任包联领导：工作台只列本人包联的', async () => {
  await fill()
  await server.owner.query(
    `insert into district.duty (id, person_id, unit_id, role, from_on) values (gen_random_uuid(), $1, $2, 'leader', '2020-01-01')`,
    [personOf('officer'), office],
  )
  const { all, groups } = await desk('officer')
  expect(all).toEqual({ count: 9, query: { leader: personOf('officer') } })
  for (const { count, query } of figuresIn(groups)) expect(await ledgerTotal('officer', query)).toBe(count)
})

test('专班：无牵头单位、期限待确认、分单位催办、缺项', async () => {
  await fill()
  const answer = await officerDesk('officer')
  expect(answer.unassigned.count).toBe(18)
  expect(answer.unassigned.rows).toHaveLength(8)
  expect(answer.unconfirmed.count).toBe(12)
  expect([answer.overdue.count, answer.soon.count]).toEqual([12, 12])
  expect(answer.units.map(({ name, overdue, soon }) => [name, overdue.count, soon.count])).toEqual([
    ['区住建局', 4, 4],
    ['青禾镇东村', 2, 2],
    ['青禾镇', 2, 2],
  ])
  expect(answer.missing.map(({ slot }) => slot)).toEqual(['leader', 'unit', 'person', 'target', 'deadline'])
})

test('催办文字：单位全称，截至时刻，逐项编号、标题、最后日期、还剩或超期天数', async () => {
  await fill()
  const { json } = await server.as('officer').get(`/desk/reminders/${ownUnit}`)
  expect(json['text']).toBe(
    [
      '青禾镇人民政府：',
      '　　截至2026年11月23日10:00，你单位牵头的整改事项中，已超期2项、7天内到期2项，现予催办：',
      '　　一、已超期（2项）',
      '　　1. 【区改2026-00】问题0-0，最后日期2026年11月1日，超期22天。',
      '　　2. 【区改2026-10】问题1-0，最后日期2026年11月22日，超期1天。',
      '　　二、7天内到期（2项）',
      '　　3. 【区改2026-20】问题2-0，最后日期2026年11月23日，今天到期。',
      '　　4. 【区改2026-30】问题3-0，最后日期2026年11月30日，还剩7天（5个工作日）。',
      '　　请对照整改目标和措施抓紧推进，完成后及时报送佐证材料；确有困难的，请在最后日期前书面说明原因和下一步安排。',
      '区整改专班',
      '2026年11月23日',
    ].join('\n'),
  )
})

test('空台账：数都是零，没有行，没有单位', async () => {
  const answer = await desk('handler')
  expect(answer.all.count + answer.running.count).toBe(0)
  expect((await deskUnits('handler')).units).toEqual([])
  expect(figuresIn(await officerDesk('officer')).every(({ count }) => count === 0)).toBe(true)
})

test('承办人看不到专班工作台和催办，系统管理员没有工作台', async () => {
  expect((await server.as('handler').get('/desk/officer')).status).toBe(403)
  expect((await server.as('handler').get(`/desk/reminders/${ownUnit}`)).status).toBe(403)
  expect((await server.as('system_admin').get('/desk')).status).toBe(403)
})

test('做完了没申请、申请了没销号：分别数，数到的就是点开的行', async () => {
  const stage = await provedProblem()
  const counts = async () => {
    const { json } = await stage.as('officer').get('/desk/officer')
    const { unapplied, unclosed } = (json as unknown as OfficerDesk).proving
    return [unapplied.count, unclosed.count]
  }
  expect(await counts()).toEqual([1, 0])
  await stage.bringTo(stage.id, 'office')
  expect(await counts()).toEqual([0, 1])
})
