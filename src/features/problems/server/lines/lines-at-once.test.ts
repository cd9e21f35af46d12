import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { wrongLedger } from '#features/history/server/verify/verify-ledger.views.ts'
import type { Day } from '#kernel/days.ts'
import { committer } from '#platform/commit.ts'
import { asReadDb, queryRows, read } from '#platform/db.ts'
import { district, emptyDatabase } from '#test/database.ts'
import { ownUnit, peopleTheDistrict, personOf } from '#test/people.ts'
import { enter, entryOf } from '#test/problem-factory.ts'
import { loadDueContext } from '../due-facts.queries.ts'
import { enterProblems } from '../enter-problems.queries.ts'
import { withLinesAtOnce } from './keep-reaches.queries.ts'

const TODAY = '2026-11-23' as Day
const NOW = new Date('2026-11-23T10:00:00+08:00')

async function stage() {
  const { db } = await emptyDatabase()
  await peopleTheDistrict(db, NOW)
  const commit = committer(db, district, { person: personOf('officer'), request: randomUUID(), at: NOW })
  const parent = entryOf('整改排口', { measures: ['封堵'], no: 'A-1' }, TODAY)
  const point = entryOf('一号排口', { level: 'point', parentId: parent.id, point: '一号排口' }, TODAY)
  const pieces = [[parent], [point, entryOf('另一处', { declared: 'closed' }, TODAY)], [entryOf('无人负责', { holders: {} }, TODAY)]]
  const ids = pieces.flat().map(({ id }) => id)
  const wrong = () => read(db, district, (tx) => wrongLedger(tx, TODAY))
  const counted = async () =>
    (await read(db, district, (tx) => queryRows<{ n: number }>(tx, sql`select sum(n)::int as n from ledger_tally where part = 'all'`)))[0]
      ?.n ?? null
  return { db, commit, pieces, ids, wrong, counted }
}

test('分批写入、最后一次写明细和计数：与逐批写的一样，其间又改过的不写两遍；之后新增的照常有明细', async () => {
  const { db, commit, pieces, ids, wrong, counted } = await stage()
  await commit(async (tx) => {
    const when = { now: NOW, today: TODAY, context: await loadDueContext(asReadDb(tx)) }
    const events = await withLinesAtOnce(tx, ids, async () => {
      const made = []
      for (const piece of pieces) made.push(...(await enterProblems(tx, 'intake.add', piece, when)))
      await sql`update problem set round = '第三轮' where matter_id = ${ids[0]}`.execute(tx) // its lines come with it
      await sql`update problem set round = null where matter_id = ${ids[0]}`.execute(tx)
      const lines = await queryRows<{ n: number }>(
        asReadDb(tx),
        sql`select count(*)::int as n from ledger_line where matter_id = ${ids[2]}`,
      )
      expect(lines).toEqual([{ n: 0 }]) // those of the others wait
      return made
    })
    return { events, result: undefined }
  })
  expect([await wrong(), await counted()]).toEqual([[], 4])
  await enter(db, NOW, [['后来的', { holders: { lead: [{ unitId: ownUnit }] } }]])
  expect([await wrong(), await counted()]).toEqual([[], 5])
})

test('中途失败：问题、明细、计数一行不留', async () => {
  const { db, commit, pieces, ids, wrong, counted } = await stage()
  const broken = commit((tx) =>
    withLinesAtOnce(tx, ids, async () => {
      await enterProblems(tx, 'intake.add', pieces[0] ?? [], { now: NOW, today: TODAY, context: await loadDueContext(asReadDb(tx)) })
      throw new Error('x')
    }),
  )
  await expect(broken).rejects.toThrow('x')
  expect([await wrong(), await counted()]).toEqual([[], null])
  await enter(db, NOW, [['同一连接上后来的']])
  expect([await wrong(), await counted()]).toEqual([[], 1])
})
