import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { district, emptyDatabase } from '#test/database.ts'
import { openDatabase, queryRows, read, schemaOf, urlOn, write } from './db.ts'

test.each([
  'delete from event',
  "update event set act = 'x'",
  'truncate event',
  'delete from event_seal',
  'alter table event disable trigger all',
  'create table t (a int)',
  'delete from migration',
])('应用角色不能：%s', async (statement) => {
  const { db } = await emptyDatabase()
  await expect(write(db, district, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(/permission denied|must be owner/)
})

test('只读事务不能写，即使自己把事务改成可写', async () => {
  const { db } = await emptyDatabase()
  await expect(read(db, district, (tx) => queryRows(tx, sql`insert into unit (id) values (gen_random_uuid())`))).rejects.toThrow(
    'read-only transaction',
  )
  await expect(
    read(db, district, async (tx) => {
      await queryRows(tx, sql`set transaction read write`)
      await queryRows(tx, sql`insert into unit (id) values (gen_random_uuid())`)
    }),
  ).rejects.toThrow(/permission denied|must be set before any query/)
})

test('行政区的路径和角色只在事务里有效，连接还回去就没有了', async () => {
  const { db } = await emptyDatabase()
  const inside = await read(db, district, (tx) =>
    queryRows<{ path: string; role: string }>(tx, sql`select current_setting('search_path') as path, current_user::text as role`),
  )
  expect(inside).toEqual([{ path: 'district, shared', role: 'bihuan_reader' }])
  await expect(sql`select * from problem`.execute(db.kysely)).rejects.toThrow('does not exist')
})

test('出错的事务整个撤销，连接可以再用', async () => {
  const { db } = await emptyDatabase()
  await expect(
    write(db, district, async (tx) => {
      await sql`insert into unit (id, kind, name) values (gen_random_uuid(), 'district', '甲')`.execute(tx)
      throw new Error('stop')
    }),
  ).rejects.toThrow('stop')
  expect(await read(db, district, (tx) => queryRows(tx, sql`select name from unit`))).toEqual([])
})

test('数据库不应答：到时放弃，这条连接不再交给下一个', async () => {
  await emptyDatabase()
  const name = `worker_${process.env['VITEST_POOL_ID'] ?? '0'}`
  const db = openDatabase(urlOn(inject('socketDir'), name), () => {}, { max: 1, silenceMs: 300 })
  const pid = () => read(db, district, (tx) => queryRows<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`))
  const [before] = await pid()
  await expect(read(db, district, (tx) => queryRows(tx, sql`select pg_sleep(20)`))).rejects.toThrow('Query read timeout')
  const [after] = await pid()
  expect(after?.pid).not.toBe(before?.pid)
  await db.close()
})

test('所有者也改不了事件：触发器拦住', async () => {
  const { owner } = await emptyDatabase()
  await owner.query('set session_replication_role = origin')
  await expect(owner.query('delete from district.event')).rejects.toThrow('append-only')
})

test('行政区名字不能当 SQL 用', () => {
  for (const name of ['demo; drop', 'Demo', 'pg_x', '', 'a'.repeat(60)]) expect(() => schemaOf(name)).toThrow('bad schema')
})
