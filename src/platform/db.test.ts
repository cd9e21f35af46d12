import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { emptyDatabase } from '#test/database.ts'
import { read, schemaOf, write } from './db.ts'

const demo = schemaOf('demo')

test.each([
  'delete from event',
  "update event set type = 'x'",
  'truncate event',
  'alter table event disable trigger all',
  'create table t (a int)',
  'delete from migration',
])('应用角色不能：%s', async (statement) => {
  const db = await emptyDatabase()
  await expect(write(db, demo, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(/permission denied|must be owner/)
})

test('只读角色不能写，即使自己把事务改成可写', async () => {
  const db = await emptyDatabase()
  await expect(
    db.reader.transaction().execute(async (tx) => {
      await sql`set transaction read write`.execute(tx)
      await sql`insert into demo.problem (id) values (gen_random_uuid())`.execute(tx)
    }),
  ).rejects.toThrow('permission denied')
})

test('行政区的路径只在事务里有效，连接还回去就没有了', async () => {
  const db = await emptyDatabase()
  const path = await read(db, demo, async (tx) =>
    tx.selectNoFrom(sql<string>`current_setting('search_path')`.as('path')).executeTakeFirstOrThrow(),
  )
  expect(path.path).toBe('demo, shared')
  await expect(sql`select * from problem`.execute(db.reader)).rejects.toThrow('does not exist')
})

test('所有者也改不了事件：触发器拦住', async () => {
  const { owner } = await emptyDatabase()
  await owner.query('set session_replication_role = origin')
  await expect(owner.query('delete from demo.event')).rejects.toThrow('append-only')
})

test('行政区名字不能当 SQL 用', () => {
  for (const name of ['demo; drop', 'Demo', 'pg_x', '', 'a'.repeat(60)]) expect(() => schemaOf(name)).toThrow('bad schema')
})
