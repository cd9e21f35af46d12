import * as fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Reach, type Subject, covers } from '#kernel/access.ts'
import { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { queryRows, read } from '#platform/db.ts'
import { district, emptyDatabase } from '#test/database.ts'
import { readersOf, readersWithin, withinReach } from './scope.queries.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const unit = fc.nat(5).map((n) => UnitId.parse(uuid(n)))
const person = fc.nat(5).map((n) => PersonId.parse(uuid(100 + n)))
const reach = fc.oneof(fc.constantFrom<Reach>('nothing', 'everything'), fc.record({ units: fc.array(unit, { maxLength: 3 }), person }))
const subject: fc.Arbitrary<Subject> = fc.record({ units: fc.array(unit, { maxLength: 3 }), persons: fc.array(person, { maxLength: 3 }) })

test('范围的 SQL 条件与 covers() 处处相同', async () => {
  const { db } = await emptyDatabase()
  await fc.assert(
    fc.asyncProperty(reach, fc.array(subject, { minLength: 40, maxLength: 40 }), async (reaching, subjects) => {
      const rows = await read(db, district, (tx) =>
        queryRows<{ n: number; reached: boolean; listed: boolean }>(
          tx,
          sql`with m as (select n::int, gen_random_uuid() as id, s from jsonb_array_elements(${JSON.stringify(subjects)}::jsonb) with ordinality as given (s, n)),
            participant as (
              select id as matter_id, jsonb_array_elements_text(s -> 'units')::uuid as who from m
              union all select id, jsonb_array_elements_text(s -> 'persons')::uuid from m)
            select m.n, ${withinReach(reaching)} as reached, ${readersWithin(reaching, readersOf(sql`m.id`))} as listed from m order by m.n`,
        ),
      )
      const covered = subjects.map((one) => covers(reaching, one))
      expect(rows.map(({ reached }) => reached)).toEqual(covered)
      expect(rows.map(({ listed }) => listed)).toEqual(covered)
    }),
    { numRuns: 60 },
  )
})
