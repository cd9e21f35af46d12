import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { committer } from '#platform/commit.ts'
import { type Database, read } from '#platform/db.ts'
import { verified } from '#test/verify.ts'
import { district } from '#test/database.ts'
import { recordPeople } from '#test/problem-factory.ts'
import { personOf } from '#test/people.ts'
import { TWO, rectifying } from '#test/rectifying.ts'
import { beginCycle, doersOf, reopenMeasures } from './plan.queries.ts'

/** What verify finds wrong: rows unlike their events, computed columns unlike the facts. */
async function findings(db: Database) {
  await recordPeople(db, new Date('2026-11-24T12:00:00+08:00'))
  const { findings: found } = await verified(db)
  return found
}

/** The place asks for evidence of every problem: only what is asked for counts as missing. */
const requireEvidence = async ({ as }: Pick<Awaited<ReturnType<typeof rectifying>>, 'as'>) =>
  expect((await as('officer').post('/org/settings/mechanism.slots', { value: ['evidence'] }, { 'if-match': '"0"' })).status).toBe(200)

describe('佐证', () => {
  test('三十份同时关联：都在，一份不重', async () => {
    const { owner, first, link, measure, plan, acts } = await rectifying()
    const ids = Array.from({ length: 30 }, () => randomUUID())
    await owner.query(
      `insert into evidence (id, matter_id, file_hash, file_name, file_bytes, kind, media_type, person_id, cycle, received_at)
        select id, $2, id::text, 'a.png', 1, 'image', 'image/png', $3, 1, now() from unnest($1::uuid[]) id`,
      [ids, first, personOf('handler')],
    )
    const replies = await Promise.all([...ids, ...ids].map((id) => link(1, [id])))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await measure(1)).evidence.toSorted()).toEqual(ids.toSorted())
    expect((await plan()).version).toBe(1)
    expect(await acts()).toHaveLength(30)
  })

  test('完成措施的最后一份不能取消关联；撤下它，措施恢复为未完成', async () => {
    const { report, file, link, facts, as, acts, measure } = await rectifying()
    await requireEvidence({ as })
    const photo = await file('#123456')
    await link(1, [photo])
    await report(1, { state: 'done' })
    expect((await link(1, [photo], { remove: true })).json).toMatchObject({ code: 'link.last-proof' })
    expect((await as('officer').post(`/evidence/${photo}/take-down`, { reason: '不是本处照片' })).status).toBe(200)
    expect(await measure(1)).toMatchObject({ doneOn: null, startedOn: '2026-11-23', evidence: [] })
    expect(await facts()).toMatchObject({ done: 0, started: 1, version: 2, missing: expect.arrayContaining(['evidence']) })
    expect(await acts()).toEqual(['rectification.link', 'rectification.report', 'rectification.reopen'])
  })

  test('还有别的佐证，撤下一份不影响完成；没关联过的撤下什么也不变', async () => {
    const { report, file, link, as, acts, measure } = await rectifying()
    const [one, two, loose] = [await file('#111111'), await file('#222222'), await file('#333333')]
    await link(1, [one, two])
    await report(1, { state: 'done' })
    for (const id of [one, loose]) await as('officer').post(`/evidence/${id}/take-down`, { reason: '重复上传' })
    expect(await measure(1)).toMatchObject({ doneOn: '2026-11-23', evidence: [two] })
    expect(await acts()).toEqual(['rectification.link', 'rectification.report'])
  })

  test('取消关联后可以再关联；办过的人都算办理人', async () => {
    const { file, link, measure, db, first, acts } = await rectifying()
    const photo = await file('#654321')
    await link(1, [photo], { seat: 'head' })
    await link(1, [photo], { remove: true })
    expect((await measure(1)).evidence).toEqual([])
    await link(1, [photo])
    expect((await measure(1)).evidence).toEqual([photo])
    expect(await acts()).toEqual(['rectification.link', 'rectification.unlink', 'rectification.link'])
    const doers = await read(db, district, (reader) => doersOf(reader, first, 1))
    expect(doers.toSorted()).toEqual([personOf('handler'), personOf('head')].toSorted())
    expect(await read(db, district, (reader) => doersOf(reader, first, 2))).toEqual([])
  })
})

test('点位沿用措施，进展、佐证和完成日是自己的', async () => {
  const server = await rectifying()
  await server.as('officer').post(`/problems/${server.first}/points`, { points: ['1号点', '2号点'] })
  const { rows } = await server.owner.query<{ id: string }>("select matter_id as id from problem where level = 'point' order by point")
  const [point = '', other = ''] = rows.map(({ id }) => id)
  const photo = await server.file('#0000ff', point)
  expect((await server.link(1, [photo])).json).toMatchObject({ code: 'link.not-here' })
  for (const no of [1, 2]) {
    expect((await server.link(no, [photo], { problem: point })).status).toBe(200)
    expect((await server.report(no, { state: 'done', doneOn: '2026-11-23' }, { problem: point })).status).toBe(200)
  }
  expect(await server.facts(point)).toMatchObject({ total: 2, done: 2, progress: 'done', doneOn: '2026-11-23' })
  for (const id of [server.first, other]) expect(await server.facts(id)).toMatchObject({ total: 2, done: 0, doneOn: null })
  expect(await server.plan(point)).toMatchObject({ planOf: server.first, allowed: ['rectification.report', 'rectification.link'] })
  expect((await server.save([], {}, { problem: point })).json).toMatchObject({ code: 'plan.of-point' })
  const lines = (await server.plan()).measures.map(({ id, text }) => ({ id, text }))
  await server.save([...lines, { text: '新增措施' }])
  expect(await server.facts(point)).toMatchObject({ total: 3, done: 2, doneOn: null })
  await server.as('officer').post(`/evidence/${photo}/take-down`, { reason: '不是本处照片' })
  expect(await server.facts(point)).toMatchObject({ total: 3, done: 0, started: 2 })
  expect(await findings(server.db)).toEqual([])
})

test('核查不认可的措施恢复为未完成；撤销销号后一切从头', async () => {
  const { report, file, link, facts, measure, first, db, as } = await rectifying()
  await requireEvidence({ as })
  const photo = await file('#ff0000')
  for (const no of [1, 2]) {
    await link(no, [photo])
    await report(no, { state: 'done' })
  }
  const now = new Date('2026-11-24T10:00:00+08:00')
  const commit = committer(db, district, { person: personOf('officer'), request: 'test', at: now })
  const { id } = await measure(1)
  const rows = await commit(async (tx) => {
    const changed = await reopenMeasures(tx, first, [id])
    return { events: [{ act: 'closeout.verify', subject: first, rows: changed }], result: changed }
  })
  expect(rows).toEqual([
    ['measure', id],
    ['matter', first],
  ])
  expect(await facts()).toMatchObject({ done: 1, doneOn: null })
  const cleared = await commit(async (tx) => {
    const changed = await beginCycle(tx, first, personOf('officer'), now)
    return { events: [{ act: 'closeout.revoke', subject: first, rows: changed }], result: changed }
  })
  expect(cleared.map(([table]) => table).toSorted()).toEqual(['measure', 'measure', 'measure_evidence', 'measure_evidence'])
  expect(await facts()).toMatchObject({ started: 0, done: 0, progress: 'not_started', missing: expect.arrayContaining(['evidence']) })
  expect((await as('officer').get(`/problems/${first}/reports`)).json['reports']).toHaveLength(2)
  expect(await findings(db)).toEqual([])
})

test('原台账载明已销号、已销号：不能办理，说清怎么办', async () => {
  const { plan, report, save, owner, first } = await rectifying([{ ...TWO, declared: 'closed', declaredRaw: '已销号' }])
  expect(await plan()).toMatchObject({ allowed: [], whyNot: expect.stringContaining('回头看') })
  expect((await save([])).json).toMatchObject({ code: 'rectification.declared' })
  await owner.query("update problem set declared = null; update matter set state = 'closed'")
  expect((await report(1, { state: 'in_hand' })).json).toMatchObject({ code: 'rectification.closed' })
  expect((await plan(first)).whyNot).toContain('撤销销号')
})
