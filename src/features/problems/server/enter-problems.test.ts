import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { committer } from '#platform/commit.ts'
import { queryRows, read, asReadDb } from '#platform/db.ts'
import { district, emptyDatabase } from '#test/database.ts'
import { entryOf } from '#test/problem-factory.ts'
import { otherUnit, ownUnit, peopleTheDistrict, personOf } from '#test/people.ts'
import { loadDueContext } from './due-facts.queries.ts'
import { enterProblems } from './enter-problems.queries.ts'
import { computedNow } from './problems.queries.ts'

test('一次写入问题和它的点位：写入时算的与重新算的每一列都相同', async () => {
  const { db } = await emptyDatabase()
  const now = new Date('2026-11-23T10:00:00+08:00')
  const today = '2026-11-23' as Day
  await peopleTheDistrict(db, now)
  const holders = { leader: [{ personId: personOf('leader') }], lead: [{ unitId: ownUnit }], co: [{ unitId: otherUnit }, { text: '某办' }] }
  const parent = entryOf('整改排口', { measures: ['封堵', '巡查'], no: 'A-1', holders, target: '完成封堵' }, today)
  const point = entryOf('一号排口', { level: 'point', parentId: parent.id, point: '一号排口' }, today)
  const bare = entryOf('无人负责', { holders: {}, deadlineRaw: null, declared: 'closed' }, today)
  const commit = committer(db, district, { person: personOf('officer'), request: randomUUID(), at: now })
  await commit(async (tx) => ({
    events: await enterProblems(tx, 'intake.add', [parent, point, bare], { now, today, context: await loadDueContext(asReadDb(tx)) }),
    result: undefined,
  }))
  const rows = await read(db, district, async (tx) =>
    queryRows<Record<string, unknown>>(
      tx,
      sql`
    select p.wording, p.measures_total as n, p.missing, p.sort_no as no,
      (to_jsonb(c) - 'matter_id') = (select jsonb_object_agg(key, to_jsonb(p) -> key) from jsonb_object_keys(to_jsonb(c) - 'matter_id') key) as same
    from problem p join (${computedNow(await loadDueContext(tx))}) c on c.matter_id = p.matter_id order by p.wording`,
    ),
  )
  expect(rows).toEqual([
    { wording: '一号排口的反馈原文', n: 2, missing: ['leader', 'person', 'target'], no: null, same: true },
    { wording: '整改排口的反馈原文', n: 2, missing: ['person'], no: 'A-1', same: true },
    { wording: '无人负责的反馈原文', n: 0, missing: ['leader', 'unit', 'person', 'target', 'deadline', 'measures'], no: null, same: true },
  ])
})
