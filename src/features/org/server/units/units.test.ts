import { expect, test } from 'vitest'
import { office, ownUnit, ownVillage, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'

type UnitReply = {
  id: string
  name: string
  parentId: string | null
  version: number
  initials: string
  endedOn: string | null
  people: number
}
const facts = { parentId: rootUnit, kind: 'town', name: '临江镇人民政府', shortName: '临江镇', aliases: ['临江'], sort: 3 }

async function tree() {
  const server = await testServer()
  const as = server.as('officer')
  const units = async () => (await as.get('/org/units')).json['units'] as UnitReply[]
  const one = async (id: string) => (await units()).find((unit) => unit.id === id)
  const tag = async (id: string) => ({ 'if-match': `"${(await one(id))?.version}"` })
  return { ...server, officer: as, units, one, tag }
}

test('新增、修改单位，名称可按拼音首字母查找；每次变更留下凭证', async () => {
  const { officer, one, tag, owner } = await tree()
  const added = await officer.post('/org/units', facts)
  expect(added.status).toBe(200)
  const id = String(added.json['id'])
  expect(await one(id)).toMatchObject({ name: facts.name, initials: 'ljz ljzrmzf', people: 0, endedOn: null })
  const saved = await officer.post(`/org/units/${id}`, { ...facts, shortName: '', aliases: [] }, await tag(id))
  expect(saved.status).toBe(200)
  expect(await one(id)).toMatchObject({ shortName: null, aliases: [] })
  const { rows } = await owner.query('select act, subject from event order by id')
  expect(rows).toEqual([
    { act: 'org.add-unit', subject: id },
    { act: 'org.save-unit', subject: id },
  ])
})

test.each([
  ['自己', ownUnit, ownUnit],
  ['自己的下级', ownUnit, ownVillage],
])('不能移到%s之下', async (_, unit, parentId) => {
  const { officer, tag } = await tree()
  const reply = await officer.post(`/org/units/${unit}`, { ...facts, parentId }, await tag(unit))
  expect([reply.status, reply.json['code']]).toEqual([422, 'org.unit-loop'])
})

test('几人同时把单位首尾相接地移动，不会成环', async () => {
  const { officer, tag, units } = await tree()
  const ring: { id: string; name: string; ifMatch: Record<string, string> }[] = []
  for (const name of ['甲局', '乙局', '丙局', '丁局', '戊局']) {
    const id = String((await officer.post('/org/units', { ...facts, name })).json['id'])
    ring.push({ id, name, ifMatch: await tag(id) })
  }
  const replies = await Promise.all(
    ring.map(({ id, name, ifMatch }, i) =>
      officer.post(`/org/units/${id}`, { ...facts, name, parentId: ring[(i + 1) % ring.length]?.id }, ifMatch),
    ),
  )
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 422])
  const parents = new Map((await units()).map(({ id, parentId }) => [id, parentId]))
  for (const { id } of ring) {
    let [top, steps] = [id, 0]
    for (; parents.get(top) && steps < 10; steps += 1) top = parents.get(top) ?? ''
    expect(top).toBe(rootUnit)
  }
})

test('两人同时改同一单位：后者被告知，不丢改动', async () => {
  const { officer, tag } = await tree()
  const ifMatch = await tag(ownUnit)
  const replies = await Promise.all(
    ['甲镇', '乙镇', '丙镇'].map((name) => officer.post(`/org/units/${ownUnit}`, { ...facts, name }, ifMatch)),
  )
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  expect((await officer.post(`/org/units/${ownUnit}`, facts)).status).toBe(428)
})

test('同名单位不能并存；停用后名称可再用，恢复时再查', async () => {
  const { officer, tag } = await tree()
  expect((await officer.post('/org/units', { ...facts, name: '区住房和城乡建设局' })).json['code']).toBe('org.name-taken')
  await officer.post('/org/units', facts)
  const { json } = await officer.post('/org/units', { ...facts, name: '临时专班', kind: 'task_force' })
  const id = String(json['id'])
  expect((await officer.post(`/org/units/${id}/end`, { from: '2026-11-23' }, await tag(id))).status).toBe(200)
  expect((await officer.post('/org/units', { ...facts, name: '临时专班' })).status).toBe(200)
  expect((await officer.post(`/org/units/${id}/end`, { from: null }, await tag(id))).json['code']).toBe('org.name-taken')
})

test('停用：自某日起即前一日为最后一天；有下级或人员的不能停用；停用的不能再作上级', async () => {
  const { officer, tag, one } = await tree()
  expect((await officer.post(`/org/units/${ownUnit}/end`, { from: '2026-12-01' }, await tag(ownUnit))).json['message']).toContain(
    '还有 1 个下级单位、4 名在任人员',
  )
  expect((await officer.post(`/org/units/${ownVillage}/end`, { from: '2026-12-01' }, await tag(ownVillage))).status).toBe(200)
  expect((await one(ownVillage))?.endedOn).toBe('2026-11-30')
  expect((await officer.post('/org/units', { ...facts, parentId: ownVillage })).json['code']).toBe('org.unit-parent')
})

test('行政区本级不能移动、停用', async () => {
  const { officer, tag } = await tree()
  expect((await officer.post(`/org/units/${rootUnit}`, { ...facts, parentId: office }, await tag(rootUnit))).json['code']).toBe(
    'org.unit-root',
  )
  expect((await officer.post(`/org/units/${rootUnit}/end`, { from: '2026-12-01' }, await tag(rootUnit))).json['code']).toBe('org.unit-root')
  const renamed = { ...facts, parentId: null, kind: 'district', name: '样例新区', shortName: null }
  expect((await officer.post(`/org/units/${rootUnit}`, renamed, await tag(rootUnit))).status).toBe(200)
})

test.each([
  ['没有这个字段', { extra: 1 }],
  ['空名称', { name: '  ' }],
  ['没有的类别', { kind: 'company' }],
  ['名称太长', { name: '镇'.repeat(61) }],
  ['负的排序', { sort: -1 }],
])('单位输入把关：%s', async (_, over) => {
  const { officer } = await tree()
  expect((await officer.post('/org/units', { ...facts, ...over })).status).toBe(400)
})
