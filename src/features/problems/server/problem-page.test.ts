import { describe, expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { otherUnit, ownUnit, ownVillage, personOf } from '#test/people.ts'
import { givenProblems, ledgerServer as server } from '#test/problems-fixture.ts'

describe('范围', () => {
  test('外单位的问题不在列表、计数、筛选项、检索、问题页和相关问题里', async () => {
    const { as, ids, nos } = await server([
      { wording: '本单位牵头', region: '东段海岸', holders: { lead: [{ unitId: ownUnit }] } },
      { wording: '下级村配合', region: '东段海岸', holders: { lead: [{ unitId: otherUnit }], co: [{ unitId: ownVillage }] } },
      {
        wording: '外单位独有',
        region: '东段海岸',
        round: '外轮次',
        holders: { lead: [{ unitId: otherUnit }], leader: [{ personId: personOf('supervisor') }] },
      },
    ])
    expect(await nos('', 'handler')).toEqual([1, 2])
    expect(await nos('', 'outsider')).toEqual([2, 3])
    expect(await nos('q=外单位', 'handler')).toEqual([])
    expect(await nos('q=supervisor', 'handler')).toEqual([])
    expect((await as('handler').get('/problems/counts')).json['total']).toBe(2)
    const choices = (await as('handler').get('/problems/choices')).json
    expect(choices).toMatchObject({ rounds: [], leaders: [], mechanism: { name: '五个一' } })
    expect((choices['units'] as { id: string }[]).map(({ id }) => id).toSorted()).toEqual([ownUnit, otherUnit].toSorted())
    expect((await as('officer').get('/problems/choices')).json).toMatchObject({
      rounds: ['外轮次'],
      leaders: [{ id: personOf('supervisor') }],
    })
    expect((await as('handler').get(`/problems/${ids[2]}`)).status).toBe(404)
    const page = (await as('handler').get(`/problems/${ids[0]}`)).json
    expect((page['related'] as { id: string }[]).map(({ id }) => id)).toEqual([ids[1]])
    expect((await as('handler').get('/problems/choices')).json['sources']).toHaveLength(1)
  })

  test('系统管理员看不到任何事项；不再承办的人第二天就看不到', async () => {
    const { as, owner } = await server([{ holders: { lead: [{ unitId: ownUnit }] } }])
    for (const path of ['/problems', '/problems/counts', '/problems/choices']) expect((await as('system_admin').get(path)).status).toBe(403)
    await owner.query(`update district.duty set to_on = '2026-11-22' where person_id = '${personOf('handler')}'`)
    expect((await as('handler').get('/problems')).status).toBe(403)
  })
})

test('问题页：一次给出全部，上级原文、子问题、同一行、同一地点各归其类', async () => {
  const { as, ids, db } = await server([
    { region: '东段海岸' },
    { level: 'item', wording: '上级原文：海岸带保护不力' },
    { declared: 'closed', declaredRaw: '已销号' },
  ])
  const parent = ids[1] ?? ''
  const [child] = await givenProblems(db, [
    {
      no: '区改2026-0100',
      parentId: parent,
      region: '东段海岸',
      wording: '拆分问题',
      receivedOn: '2026-11-20' as Day,
      measures: ['甲', '乙'],
    },
  ])
  const page = (await as('officer').get(`/problems/${child}`)).json
  expect(page).toMatchObject({
    version: 1,
    receivedOn: '2026-11-20',
    declared: null,
    from: null,
    measures: [{ no: 1, text: '甲', milestones: [] }, { no: 2 }],
  })
  expect((page['related'] as { relation: string; id: string }[]).map(({ relation, id }) => [relation, id])).toEqual([
    ['parent', parent],
    ['same-place', ids[0]],
  ])
  expect(((await as('officer').get(`/problems/${parent}`)).json['related'] as object[])[0]).toMatchObject({ relation: 'child', id: child })
  expect((await as('officer').get('/problems/00000000-0000-4000-8000-000000000099')).status).toBe(404)
  expect((await as('officer').get(`/problems/${ids[2]}`)).json['declared']).toMatchObject({ raw: '已销号' })
})

test('原表整行只给专班看；其他人只看认出来的', async () => {
  const { as, ids, owner } = await server([{ holders: { lead: [{ unitId: ownUnit }] } }])
  await owner.query(`update district.problem set raw = '{"备用列": "没有认出的内容"}'`)
  const rawFor = async (seat: 'officer' | 'handler' | 'head' | 'supervisor') => (await as(seat).get(`/problems/${ids[0]}`)).json['raw']
  expect(await rawFor('officer')).toEqual({ 备用列: '没有认出的内容' })
  for (const seat of ['handler', 'head', 'supervisor'] as const) expect(await rawFor(seat)).toEqual({})
})

test('我的视图：各人各自的，同名拒绝，删除留记录', async () => {
  const { as, owner } = await server([])
  const saved = await as('handler').post('/ledger-views', { name: '本月到期', query: 'dueTo=2026-11-30' })
  expect(saved.status).toBe(200)
  expect((await as('handler').post('/ledger-views', { name: '本月到期', query: '' })).json).toMatchObject({
    message: '已有同名视图：本月到期',
  })
  expect((await as('outsider').get('/ledger-views')).json).toEqual({ views: [] })
  const remove = `/ledger-views/${String(saved.json['id'])}/remove`
  expect((await as('outsider').post(remove)).status).toBe(404)
  expect((await as('handler').post(remove)).status).toBe(200)
  expect((await as('handler').get('/ledger-views')).json).toEqual({ views: [] })
  const { rows } = await owner.query(
    "select act, changes -> 0 -> 'after' ->> 'name' as name from district.event where act like 'problem.%' order by id",
  )
  expect(rows).toEqual([
    { act: 'problem.save-view', name: '本月到期' },
    { act: 'problem.remove-view', name: null },
  ])
})
