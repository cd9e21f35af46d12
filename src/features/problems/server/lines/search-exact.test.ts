import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { foldText, likePattern } from '#features/matters/domain/grams.ts'
import { read, queryRows } from '#platform/db.ts'
import { district } from '#test/database.ts'
import { otherUnit, ownUnit } from '#test/people.ts'
import { ledgerServer } from '#test/problems-fixture.ts'
import { keepLines } from './keeper.ts'

const PARTS = ['扬', '尘', '渣土', 'A1', '排口', '水'] as const
/** Texts of few parts, so that every short word stands in some and not in others. */
const textOf = (i: number) => Array.from({ length: 4 }, (_, at) => PARTS[(i * (at + 3) + Math.floor(i / 7)) % PARTS.length]).join('')
const PROBLEMS = Array.from({ length: 140 }, (_, i) => ({
  no: `区改2026-${String(i + 1).padStart(4, '0')}`,
  wording: `第${i}处${textOf(i)}`,
  holders: { lead: [{ unitId: i % 3 === 0 ? ownUnit : otherUnit }] },
}))

let server: Awaited<ReturnType<typeof ledgerServer>>
beforeAll(async () => void (server = await ledgerServer(PROBLEMS)), 120_000)

/** Numbers of all problems whose text holds the word, by a plain look at each. */
async function plainly(word: string, unit: string | null): Promise<number[]> {
  const rows = await read(server.db, district, (db) =>
    queryRows<{ no: string }>(
      db,
      sql`select p.sort_no as no from problem p join matter m on m.id = p.matter_id
        where m.search_text like ${likePattern(word)} and (${unit}::uuid is null or ${unit}::uuid = any(p.lead_unit_ids)) order by 1`,
    ),
  )
  return rows.map(({ no }) => Number(no.slice(-4)))
}

test('搜索与逐项比对原文一字不差：同样的项、同样的次序、同样的数目；有没有为读者备好行都一样', async () => {
  const word = fc.array(fc.constantFrom(...PARTS, '第1', '处'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(''))
  const holds = async (q: string, seat: 'officer' | 'handler') => {
    const expected = await plainly(foldText(q), seat === 'handler' ? ownUnit : null)
    const query = `q=${encodeURIComponent(q)}`
    expect(await server.nos(`${query}&sort=no&size=200`, seat), q).toEqual(expected)
    expect(await server.nos(`${query}&sort=no&size=10&page=2`, seat), q).toEqual(expected.slice(10, 20))
    const counts = (await server.as(seat).get(`/problems/counts?${query}`)).json
    expect([counts['total'], counts['isMore']], q).toEqual([expected.length, false])
  }
  const property = fc.asyncProperty(word, fc.constantFrom('officer' as const, 'handler' as const), holds)
  await fc.assert(property, { numRuns: 40 })
  await keepLines({ db: server.db, schema: district, clock: () => new Date('2026-11-23T09:00:00+08:00') })
  const reaches = await read(server.db, district, (db) => queryRows(db, sql`select from ledger_reach`))
  expect(reaches.length).toBeGreaterThan(0)
  await fc.assert(property, { numRuns: 40 })
}, 120_000)
