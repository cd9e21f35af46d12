import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { district, emptyDatabase } from '#test/database.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows, read, write } from '../db.ts'
import { PLANNED_ANEW } from './connection.ts'
import { keptByVersion } from './place-cache.ts'

let loads = 0
/** Names of sources, which stand for all that is kept. */
const names = keptByVersion(async (db: ReadDb) => {
  loads += 1
  return (await queryRows<{ name: string }>(db, sql`select name from source order by name`)).map(({ name }) => name)
})
const add = (tx: WriteTx, name: string) =>
  sql`insert into source (id, name, class) values (gen_random_uuid(), ${name}, 'other')`.execute(tx)

async function withSource() {
  const { db, owner } = await emptyDatabase()
  await write(db, district, (tx) => add(tx, '甲'))
  expect(await read(db, district, names)).toEqual(['甲'])
  loads = 0
  return { db, owner }
}

test('没有改过就不再查；谁提交了改动，下一个读的人就看得到', async () => {
  const { db, owner } = await withSource()
  expect(await read(db, district, names)).toEqual(['甲'])
  expect(loads).toBe(0)
  // somebody else's connection, as the command line has
  await owner.query(
    "set session_replication_role = origin; insert into district.source (id, name, class) values (gen_random_uuid(), '乙', 'other')",
  )
  expect(await read(db, district, names)).toEqual(['乙', '甲'])
  expect(loads).toBe(1)
})

test('自己改了，提交前就按改过的读；撤销了，就还是原来的', async () => {
  const { db } = await withSource()
  await expect(
    write(db, district, async (tx) => {
      expect(await names(asReadDb(tx))).toEqual(['甲'])
      await add(tx, '乙')
      expect(await names(asReadDb(tx))).toEqual(['乙', '甲'])
      expect(await read(db, district, names)).toEqual(['甲'])
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await read(db, district, names)).toEqual(['甲'])
  expect(loads).toBe(1)
})

test('写的时候别人先提交了，接着读到的是新的；读的快照里还是旧的', async () => {
  const { db } = await withSource()
  await read(db, district, async (snapshot) => {
    await write(db, district, async (tx) => {
      expect(await names(asReadDb(tx))).toEqual(['甲'])
      await write(db, district, (other) => add(other, '乙'))
      await sql`select 1`.execute(tx) // as if it had waited for a lock
      expect(await names(asReadDb(tx))).toEqual(['乙', '甲'])
    })
    expect(await names(snapshot)).toEqual(['甲'])
  })
  expect(await read(db, district, names)).toEqual(['乙', '甲'])
})

test('改动提交后，凡是记着的都算旧的；没有改到就不算', async () => {
  const { db } = await withSource()
  const { changes } = db.cache
  await write(db, district, (tx) => sql`select name from source for update`.execute(tx))
  expect(db.cache.changes).toBe(changes)
  await write(db, district, (tx) => add(tx, '丙'))
  expect(db.cache.changes).toBe(changes + 1)
  await write(db, district, (tx) => sql`delete from session`.execute(tx))
  expect(db.cache.changes).toBe(changes + 2)
})

test('预备语句：第二次起有名字，名字有限；写明每次重新规划的没有', async () => {
  const { db } = await emptyDatabase()
  const prepared = await read(db, district, async (tx) => {
    for (let n = 0; n < 400; n += 1) for (let i = 0; i < 2; i += 1) await queryRows(tx, sql`select ${sql.lit(n)} + ${1}::int`)
    for (let i = 0; i < 3; i += 1) await queryRows(tx, sql`select ${PLANNED_ANEW} ${1}::int`)
    return queryRows<{ statement: string }>(tx, sql`select statement from pg_prepared_statements`)
  })
  expect(prepared.length).toBeGreaterThan(0)
  expect(prepared.length).toBeLessThanOrEqual(300)
  expect(prepared.filter(({ statement }) => statement.includes('planned anew'))).toEqual([])
})
