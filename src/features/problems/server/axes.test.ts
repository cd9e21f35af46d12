import type { Declared } from '#kernel/rooms/problems-tables.ts'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Day, addDays } from '#kernel/days.ts'
import { queryRows, read } from '#platform/db.ts'
import { district, emptyDatabase } from '#test/database.ts'
import { SCHEDULES, closureOf, progressOf, scheduleOf } from '../domain/axes.ts'
import type { ProblemState } from '../domain/problem.ts'
import { CLOSURE, ENDED, progressSql, scheduleIn, scheduleSql } from './axes.queries.ts'

const today = '2026-11-23' as Day
const day = fc.option(
  fc.integer({ min: -2, max: 2 }).map((n) => addDays(today, n)),
  { nil: null },
)
const facts = fc.record({
  measuresTotal: fc.nat(3),
  measuresDone: fc.nat(3),
  measuresStarted: fc.nat(3),
  declared: fc.option(fc.constantFrom<Declared>('in_hand', 'done', 'closed'), { nil: null }),
  state: fc.constantFrom<ProblemState>('open', 'in_closeout', 'closed'),
  dueOn: day,
  nextDueOn: day,
  reviewOn: day,
  doneOn: day,
})

test('三个轴的 SQL 与规则处处相同；时序的每个条件恰好选出该时序的行', async () => {
  const { db } = await emptyDatabase()
  const conditions = SCHEDULES.map((value) => sql`${scheduleIn([value], today)} as ${sql.ref(`is_${value}`)}`)
  await fc.assert(
    fc.asyncProperty(fc.array(facts, { minLength: 300, maxLength: 300 }), async (rows) => {
      const rowset = sql`jsonb_to_recordset(${JSON.stringify(rows.map((row, n) => ({ ...row, n })))}::jsonb)
        as f(n int, "measuresTotal" int, "measuresDone" int, "measuresStarted" int, declared text, state text, "dueOn" date, "nextDueOn" date, "reviewOn" date, "doneOn" date)`
      const found = await read(db, district, (tx) =>
        queryRows<Record<string, unknown>>(
          tx,
          sql`
          with m as (select n, state, "doneOn" as done_on from ${rowset}),
            base as (select n, "measuresTotal" as measures_total, "measuresDone" as measures_done, "measuresStarted" as measures_started, declared,
              "dueOn" as due_on, "nextDueOn" as next_due_on, "reviewOn" as review_on from ${rowset}),
            p as (select p.*, ${progressSql('p')} as progress, ${CLOSURE} as closure, ${ENDED} as ended from base p join m on m.n = p.n)
          select p.progress, p.closure, ${scheduleSql(today)} as schedule, ${sql.join(conditions)} from p order by p.n`,
        ),
      )
      expect(found).toEqual(
        rows.map((row) => {
          const schedule = scheduleOf(row, today)
          const chosen = Object.fromEntries(SCHEDULES.map((value) => [`is_${value}`, value === schedule]))
          return { progress: progressOf(row), closure: closureOf(row), schedule, ...nullable(chosen, found[rows.indexOf(row)]) }
        }),
      )
    }),
    { numRuns: 5 },
  )
})

/** In a WHERE, unknown is as good as false. */
const nullable = (chosen: Record<string, boolean>, row: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(chosen).map(([key, value]) => [key, !value && row[key] === null ? null : value]))
