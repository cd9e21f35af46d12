import { describe, expect, test } from 'vitest'
import { type ProblemInput, ledgerServer } from '#test/problems-fixture.ts'
import { ownUnit, ownVillage, otherUnit, personOf } from '#test/people.ts'
import { CLOSURES, PROGRESSES, SCHEDULES } from '../domain/axes.ts'

const leader = { personId: personOf('leader') }
const PROBLEMS: readonly ProblemInput[] = [
  {
    no: '区改2026-0002',
    wording: '砂石堆场无覆盖',
    region: '东段海岸',
    remark: '占用岸线',
    deadlineRaw: '2026年12月底前',
    target: '全覆盖',
    holders: { leader: [leader], lead: [{ unitId: ownUnit }], person: [{ text: '承办员丙' }] },
    measures: ['苫盖'],
    words: ['青禾镇', 'leader甲'],
  },
  {
    no: '区改2026-0010',
    wording: '雨污混流直排入海',
    region: '西段海岸',
    deadlineRaw: '2026年11月1日前',
    round: '第三轮',
    holders: { lead: [{ unitId: otherUnit }], co: [{ unitId: ownVillage }] },
  },
  { no: '区改2026-0001', wording: '养殖尾水外排', deadlineRaw: '分阶段完成', holders: { lead: [{ unitId: otherUnit }] } },
  {
    no: '区改2026-0003',
    wording: '散乱污企业反弹',
    deadlineRaw: '长期坚持',
    declared: 'closed',
    declaredRaw: '已销号',
    holders: { lead: [{ unitId: otherUnit }, { unitId: ownUnit }] },
  },
  {
    no: '区改2026-0004',
    wording: '垃圾填埋场渗滤液',
    deadlineRaw: '2027年6月30日前',
    declared: 'in_hand',
    holders: { leader: [{ text: '外区领导' }, leader] },
  },
  { level: 'item', no: '区改2026-0005', wording: '上级原文：海岸带保护不力', target: '全面整改' },
]
const server = (problems = PROBLEMS) => ledgerServer(problems)

describe('筛选', () => {
  test.each([
    ['', [1, 2, 3, 4, 10]],
    ['level=item', [5]],
    ['q=渗滤液', [4]],
    ['q=液', [4]],
    ['q=渗滤雨', []],
    ['q=海岸 砂石', [2]],
    ['q=海岸线', []], // its pairs are there, the word is not
    ['q=100%25', []],
    ["q=%5C'%26|!", []],
    ['q=区改2026-0010', [10]],
    ['q=青禾', [2]],
    ['q=qhz', [2, 3, 10]],
    ['q=LEADER', [2]],
    ['round=第三轮', [10]],
    ['place=海岸', [2, 10]],
    ['place=东段', [2]],
    ['place=%25', []],
    [`unit=${ownUnit}`, [2, 3]],
    [`unit=${otherUnit}`, [1, 3, 10]],
    [`leader=${personOf('leader')}`, [2, 4]],
    ['progress=declared', [3]],
    ['progress=in_hand,declared', [3, 4]],
    ['schedule=overdue', [10]],
    ['schedule=unconfirmed', [1]],
    ['schedule=on_time,ended', [2, 3, 4]],
    ['closure=declared', [3]],
    ['missing=person,target', [1, 3, 4, 10]],
    ['missing=deadline', []],
    ['missing=measures&schedule=on_time', [4]],
    ['dueFrom=2026-11-01&dueTo=2026-12-31', [2, 10]],
    ['dueTo=2026-10-31', []],
    ['dated=no', [1, 3]],
  ] as const)('%s', async (query, expected) => {
    const { nos, list } = await server()
    expect((await nos(query)).toSorted((a, b) => a - b)).toEqual(expected)
    expect((await list(`${query}&size=1`)).total).toBe(expected.length)
  })

  test.each(['colour=red', 'progress=finished', 'progress=', 'sort=colour', 'size=1000', 'page=0', 'dueFrom=2026-02-30', 'unit=x'])(
    '不认识的条件 %s：400',
    async (query) => {
      expect((await (await server([])).list(query)).status).toBe(400)
    },
  )
})

describe('排序与分页', () => {
  test.each([
    ['', [10, 2, 4, 1, 3]],
    ['sort=due', [10, 2, 4, 1, 3]],
    ['sort=no', [1, 2, 3, 4, 10]],
    ['sort=-no', [10, 4, 3, 2, 1]],
    ['sort=title', [4, 3, 2, 1, 10]],
    ['sort=-title', [10, 1, 2, 3, 4]],
    ['sort=unit', [2, 1, 3, 10, 4]],
    ['sort=leader', [2, 4, 1, 3, 10]],
  ] as const)('%s', async (query, expected) => {
    const { nos } = await server()
    expect(await nos(query)).toEqual(expected)
  })

  test('按编号的数值而不是字面；各页合起来恰好是全部，一行不重不漏', async () => {
    const { nos, list } = await server(Array.from({ length: 23 }, (_, i) => ({ no: `区改2026-${i}`, deadlineRaw: '2026年12月31日前' })))
    for (const sort of ['due', '-due', 'no', 'title', 'unit', 'leader', 'created']) {
      const pages = await Promise.all([1, 2, 3].map((page) => list(`sort=${sort}&size=10&page=${page}`)))
      expect(pages.map(({ total, rows }) => [total, rows.length])).toEqual([
        [23, 10],
        [23, 10],
        [23, 3],
      ])
      expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(23)
    }
    expect((await list('sort=no&size=3')).rows.map(({ no }) => no)).toEqual(['区改2026-0', '区改2026-1', '区改2026-2'])
    expect(await nos('page=9')).toEqual([])
  })
})

test('一行写明各责任方、期限的算法、三个轴和缺项', async () => {
  const { list, ids } = await server()
  const { rows } = await list('q=砂石')
  expect(rows[0]).toMatchObject({
    id: ids[0],
    version: 1,
    no: '区改2026-0002',
    leader: [{ id: personOf('leader'), name: 'leader甲' }],
    lead: [{ id: ownUnit, name: '青禾镇' }],
    person: [{ id: null, name: '承办员丙', phone: null }],
    dueOn: '2026-12-31',
    clock: { text: '还剩38天（28个工作日）' },
    progress: 'not_started',
    schedule: 'on_time',
    closure: 'open',
    missing: [],
    measuresTotal: 1,
    allowed: ['problem.view', 'history.view-matter', 'problem.edit', 'problem.name-person'],
  })
  expect(rows[0]?.['dueSteps']).toContain('结果：2026年12月31日')
})

describe('计数', () => {
  type Counts = Record<'progress' | 'schedule' | 'closure' | 'missing', Record<string, number>> & { total: number }
  const AXES = { progress: PROGRESSES, schedule: SCHEDULES, closure: CLOSURES }
  test.each(['officer', 'handler', 'outsider'] as const)('%s：每格数字都等于点开后的行数，各轴合计等于总数', async (seat) => {
    const { as, list } = await server()
    for (const base of ['', 'q=海岸', 'schedule=on_time', 'missing=person&closure=open']) {
      const counts = (await as(seat).get(`/problems/counts?${base}`)).json as unknown as Counts
      expect(counts.total).toBe((await list(base, seat)).total)
      for (const [axis, values] of Object.entries(AXES) as [keyof typeof AXES, readonly string[]][]) {
        const others = base
          .split('&')
          .filter((condition) => !condition.startsWith(axis))
          .join('&')
        for (const value of values)
          expect(counts[axis][value], `${base} ${value}`).toBe((await list(`${others}&${axis}=${value}`, seat)).total)
      }
      for (const slot of ['leader', 'person', 'measures'])
        expect(counts.missing[slot]).toBe((await list(`${base.replace('missing=person', '')}&missing=${slot}`, seat)).total)
    }
  })
})
