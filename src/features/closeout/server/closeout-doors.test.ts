import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PROBLEM, closeoutStage, findings, ok, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { aSource } from '#test/people.ts'

const PHOTO = readFileSync(new URL('../../../../test/fixtures/evidence/g01-photo-gps.jpg', import.meta.url))
const IF = (version: number) => ({ 'if-match': `"${version}"` })

test('已销号的问题，哪扇门都改不动：方案、进展、关联、佐证、台账、责任人、点位、上下级', async () => {
  const stage = await provedProblem()
  const { id, as, owner } = stage
  ok(await stage.bringTo(id, 'filing'))
  const [one] = await stage.measures(id)
  const proof = String(one?.evidence[0]?.id)
  const { version } = await stage.view(id)
  const row = async () =>
    (await owner.query('select m.*, p.* from district.matter m join district.problem p on p.matter_id = m.id where m.id = $1', [id])).rows
  const before = await row()
  const officer = as('officer')
  const link = { measureId: one?.id, evidenceId: proof }
  const item = String(
    (await officer.post('/problems', { level: 'item', sourceId: aSource, wording: '督察反馈：海堤外侧堆放垃圾' })).json['id'],
  )
  const replies = {
    plan: await stage.post('officer', id, 'plan', { measures: [], reason: '不做了' }, version),
    report: await stage.report('outsider', id, String(one?.id), 'in_hand'),
    unlink: await officer.post(`/problems/${id}/evidence-links`, { remove: [link] }),
    link: await officer.post(`/problems/${id}/evidence-links`, { add: [link] }),
    'take-down': await officer.post(`/evidence/${proof}/take-down`, { reason: '换一张' }),
    describe: await officer.post(`/evidence/${proof}`, { note: '补记' }),
    add: await officer.upload(`/matters/${id}/evidence?name=x.jpg&purpose=proof`, PHOTO),
    cells: await officer.post('/problems/cells', { cells: [{ id, version, column: 'deadline', text: '2030年底前' }] }),
    person: await officer.post(`/problems/${id}/person`, { name: '承办人甲' }, IF(version)),
    points: await officer.post(`/problems/${id}/points`, { points: ['北侧'] }),
    place: await officer.post(`/problems/${id}/place`, { parentId: item }, IF(version)),
    apply: await stage.apply(id),
  }
  for (const [door, { status, json }] of Object.entries(replies))
    expect([door, status >= 400 && status < 500, json['message']]).toEqual([door, true, expect.any(String)])
  expect(await row()).toEqual(before)
  expect(await findings(stage)).toEqual([])
})

test('点位改归另一问题：沿用新问题的措施，完成日重新计算，数据与记录一致', async () => {
  const stage = await closeoutStage([PROBLEM, { ...PROBLEM, task: '另一处垃圾', measures: ['清运'] }])
  const [one, two] = stage.ids as [MatterId, MatterId]
  const officer = stage.as('officer')
  ok([await officer.post(`/problems/${one}/points`, { points: ['东侧'] })])
  const { rows } = (await officer.get('/problems?level=point')).json as { rows: [{ id: MatterId }] }
  const point = rows[0].id
  await stage.prove(point)
  const done = async () => (await stage.owner.query('select done_on from district.matter where id = $1', [point])).rows[0] as object
  expect(await done()).toEqual({ done_on: '2026-11-23' })
  ok([await officer.post(`/problems/${point}/place`, { parentId: two }, IF((await stage.view(point)).version))])
  expect(await done()).toEqual({ done_on: null })
  expect((await stage.measures(point)).map(({ text, doneOn }) => [text, doneOn])).toEqual([['清运', null]])
  expect(await findings(stage)).toEqual([])
})

/** What people do at the same moment to one problem, its points and a neighbour. */
test('五十件不同的事同时办：办成、被拒或稍候再试，没有一件是系统出错；过后数据与记录一致', async () => {
  const stage = await closeoutStage([PROBLEM, { ...PROBLEM, task: '另一处垃圾' }])
  const [id, other] = stage.ids as [MatterId, MatterId]
  const officer = stage.as('officer')
  ok([await officer.post(`/problems/${id}/points`, { points: ['东侧', '西侧', '北侧', '南侧'] })])
  const points = ((await officer.get('/problems?level=point')).json['rows'] as { id: MatterId }[]).map((row) => row.id)
  await stage.prove(other)
  await stage.apply(other)
  const all = [id, other, ...points]
  const [measure] = await stage.measures(id)
  const versions = new Map(await Promise.all(all.map(async (one) => [String(one), (await stage.view(one)).version] as const)))
  const files = await Promise.all(all.map(async (one) => stage.keep(one, 'proof', 'outsider')))
  const v = (one: unknown) => versions.get(String(one)) ?? 0
  const pick = (i: number) => all[i % all.length] ?? id
  const ACTS = [
    (i: number) =>
      officer.post('/problems/cells', {
        cells: [...all]
          .toReversed()
          .map((one) => ({ id: one, version: v(one) + Math.floor(i / 10), column: 'remark', text: `第 ${i} 次` })),
      }),
    (i: number) =>
      stage.post('outsider', pick(i), `measures/${String(measure?.id)}/report`, { state: 'in_hand', doneText: '在办' }, v(pick(i))),
    (i: number) => officer.post(`/evidence/${files[i % files.length]}/take-down`, { reason: '重复' }),
    (i: number) => stage.link('outsider', pick(i), String(measure?.id), String(files[i % files.length])),
    (i: number) => officer.post('/org/settings/deadline.immediate-days', { value: 5 + i }, IF(0)),
    () => stage.agree('leadHead', other),
    (i: number) => officer.post(`/problems/${id}/points`, { points: [`新点位${i}`] }),
    (i: number) => stage.post('officer', points[i % points.length] ?? '', 'place', { parentId: other }, 1),
    () => stage.act('outsider', other, 'withdraw', { reason: '补充' }),
    () =>
      stage.post(
        'officer',
        id,
        'plan',
        { measures: [{ text: '全部清运', unitId: null, personId: null, deadline: '30日内', milestones: [] }], reason: '调整' },
        v(id),
      ),
  ] as const
  const replies = await Promise.all(Array.from({ length: 50 }, async (_, i) => ACTS[i % ACTS.length]?.(i)))
  expect(replies.filter((reply) => (reply?.status ?? 500) >= 500).map((reply) => reply?.json)).toEqual([])
  expect(replies.filter((reply) => reply?.json['code'] === 'database.busy')).toEqual([])
  expect(replies.filter((reply) => reply?.status === 200).length).toBeGreaterThan(5)
  expect(await findings(stage)).toEqual([])
})
