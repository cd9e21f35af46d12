import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Table } from '#kernel/columns.ts'
import type { Room } from '#kernel/declaration.ts'
import { ACTS, KINDS, RECORDED_TABLES, ROOMS, SETTINGS, TABLES, tableOf } from '#kernel/rooms.ts'
import { emptyDatabase } from '../database.ts'

type Found = { schema: string; table: string; column: string; type: string; nullable: boolean; filled: boolean }
const COLUMNS = `select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
    a.atthasdef or a.attidentity <> '' as filled
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where n.nspname in ('district', 'shared') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`

test('宣布的表就是数据库里的表：列、类型、可空、默认值一一对应，一张不多一张不少', async () => {
  const { owner } = await emptyDatabase()
  const found = Map.groupBy((await owner.query<Found>(COLUMNS)).rows, ({ table }) => table)
  expect(Object.keys(TABLES).toSorted()).toEqual([...found.keys()].toSorted())
  for (const [table, columns] of found) {
    const [{ schema } = { schema: '' }] = columns
    const real = columns.filter((column) => column.schema === schema).map(({ column, type, nullable }) => [column, { type, nullable }])
    const declared = Object.entries(tableOf(table)?.columns ?? {})
    const words = declared.map(([column, { spec }]) => [column, { type: spec.sql, nullable: spec.nullable }])
    expect(Object.fromEntries(words), table).toEqual(Object.fromEntries(real))
    const filled = new Set(columns.filter((each) => each.filled).map(({ column }) => column))
    expect(
      declared.flatMap(([column, { spec }]) => (spec.defaulted && !filled.has(column) ? [column] : [])),
      table,
    ).toEqual([])
  }
})

const CHECKS = `select c.relname || '.' || a.attname as column, pg_get_constraintdef(k.oid) as words
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and k.conkey = array[a.attnum] where n.nspname = 'district' and k.contype = 'c'`

test('宣布的值就是数据库容许的值：一个不多一个不少', async () => {
  const { owner } = await emptyDatabase()
  const rows = (await owner.query<{ column: string; words: string }>(CHECKS)).rows
  const allowed = new Map(
    rows.map(({ column, words }) => [column, [...words.matchAll(/'(\w+)'::text/g)].flatMap(([, word]) => word ?? []).toSorted()]),
  )
  const declared = Object.entries(TABLES).flatMap(([table, { columns }]) =>
    Object.entries(columns as Table['columns']).flatMap(([column, { spec }]) => {
      const found = allowed.get(`${table}.${column}`) ?? []
      return spec.shownAs === null || spec.shownAs === 'name' || found.length === 0
        ? []
        : [[`${table}.${column}`, found, Object.keys(spec.shownAs).toSorted()] as const]
    }),
  )
  expect(declared.map(([column]) => column)).toContain('closeout_entry.act')
  expect(declared.map(([column, , words]) => [column, words])).toEqual(declared.map(([column, found]) => [column, found]))
})

const PARTS = ['grants', 'refusals', 'settings', 'acts', 'tables', 'kinds', 'scopes'] as const
test.each(PARTS)('没有两个房间宣布同名的%s', (part) => {
  const names = ROOMS.flatMap((room: Room) => Object.keys(room[part] ?? {}))
  expect(names.length).toBeGreaterThan(0)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('每个房间有自己的文件夹，每个文件夹是一个房间', () => {
  const rooms = ROOMS.map(({ name }) => name as string).filter((name) => name !== 'platform')
  expect(rooms.toSorted()).toEqual(readdirSync('src/features').toSorted())
})

test('事项种类：事实表有 matter_id，编号前缀的设置存在', () => {
  for (const { facts, number } of Object.values(KINDS)) {
    expect(tableOf(facts)?.columns).toHaveProperty('matter_id')
    if ('setting' in number) expect(SETTINGS).toHaveProperty([number.setting])
  }
})

test('没有谁也不做的操作', () => {
  // what a step of a chain leaves in the record is declared with its kind
  const steps = readFileSync('src/kernel/rooms/closeout-steps.ts', 'utf8')
  const server = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(server|platform|app)\/.*\.ts$|\.contract\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
    .join('\n')
    .concat(steps)
  expect(Object.keys(ACTS).filter((act) => !server.includes(`'${act}'`))).toEqual([])
})

test('办理记录里的表：密码、检索串、计算列不进记录（或只记校验值）', () => {
  const left = RECORDED_TABLES.flatMap((table) =>
    Object.entries(tableOf(table)?.columns ?? {}).flatMap(([column, { spec }]) =>
      spec.recorded === 'no' || spec.recorded === 'digest' ? [`${table}.${column}`] : [],
    ),
  )
  expect(left).toEqual([
    'account.password_hash',
    'account.password_at',
    'account.first_used_at',
    'account.used_at',
    'activation.password_hash',
    'second_factor.secret',
    'second_factor.last_step',
    'api_token.token_hash',
    'api_token.used_at',
    'api_token.used_from',
    'matter.search_text',
    'matter.search',
    'problem.intake_file',
    'intake.choices',
  ])
})
