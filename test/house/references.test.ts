import { randomUUID } from 'node:crypto'
import { Client, type Pool } from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase } from '../database.ts'

const ids = {
  unit: randomUUID(),
  person: randomUUID(),
  source: randomUUID(),
  intake: randomUUID(),
  matter: randomUUID(),
  other: randomUUID(),
  nobody: randomUUID(),
}
const { unit, person, source, intake, matter, other, nobody } = ids
const STANDING = `
  insert into unit (id, kind, name) values ('${unit}', 'district', '滨澜区');
  insert into person (id, name, unit_id) values ('${person}', '承办人甲', '${unit}');
  insert into source (id, name, class) values ('${source}', '区级自查问题', 'selfcheck');
  insert into intake (id, file_name, file_hash, file_bytes, state, person_id, created_at) values ('${intake}', '台账.xlsx', 'x', 1, 'open', '${person}', now());
  insert into matter (id, kind, title, state, search_text, search, created_at)
    select id, 'problem', '题', 'open', '', '', now() from unnest(array['${matter}', '${other}']::uuid[]) id;`

type Row = Readonly<Record<string, string | number>>
const HELD = { part: 'lead', from_on: '2026-01-01', sort: 0 }
/** A row of each table with references that are looked at once a statement (migration 0009); all that it refers to is there. */
const rowOf: Readonly<Record<string, () => Row>> = {
  problem: () => ({
    matter_id: matter,
    level: 'problem',
    source_id: source,
    wording_hash: 'x',
    received_on: '2026-01-01',
    intake_id: intake,
  }),
  measure: () => ({ id: randomUUID(), problem_id: matter, no: 1, text: '措施' }),
  matter_number: () => ({ matter_id: matter, issuer: 'district', no: '1' }),
  intake_row: () => ({ intake_id: intake, seq: 0, sheet: '表', row: 1, outcome: 'added', matter_id: matter, raw: '{}' }),
  responsibility: () => ({ id: randomUUID(), matter_id: matter, unit_id: unit, ...HELD }),
}
const insertOf = (table: string, row: Row = rowOf[table]?.() ?? {}) =>
  `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row)
    .map((value) => `'${value}'`)
    .join(', ')})`

let owner: Pool
/** A statement that fails ends the pool's session, and its search path with it. */
const run = (statement: string) => owner.query(`set search_path to district, shared; ${statement}`)
const outcomeOf = (statement: string) =>
  run(statement).then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  )
const REFUSED = '23503'

beforeEach(async () => {
  ;({ owner } = await emptyDatabase())
  await run(`set session_replication_role = origin; ${STANDING}`)
})

const REFERENCES: [table: string, column: string][] = [
  ['problem', 'matter_id'],
  ['problem', 'source_id'],
  ['problem', 'intake_id'],
  ['measure', 'problem_id'],
  ['matter_number', 'matter_id'],
  ['intake_row', 'intake_id'],
  ['intake_row', 'matter_id'],
  ['responsibility', 'matter_id'],
  ['responsibility', 'unit_id'],
  ['responsibility', 'person_id'],
]
test.each(REFERENCES)('%s.%s：指向没有的，写不进去，也改不成；指向有的，写得进去', async (table, column) => {
  if (table === 'measure') await run(insertOf('problem'))
  const row = rowOf[table]?.() ?? {}
  const { unit_id: _, ...personal } = row
  const base: Row = column === 'person_id' ? { ...personal, person_id: person } : row
  expect(await outcomeOf(insertOf(table, { ...base, [column]: nobody }))).toBe(REFUSED)
  expect(await outcomeOf(insertOf(table, base))).toBe('done')
  expect(await outcomeOf(`update ${table} set ${column} = '${nobody}'`)).toBe(REFUSED)
  expect(await outcomeOf(`update ${table} set ${column} = ${column}`)).toBe('done')
})

test('一句写多行，其中一行指向没有的：一行也不写', async () => {
  const rows = `insert into matter_number (matter_id, issuer, no) select id, 'district', id::text from unnest(array['${matter}', '${nobody}', '${other}']::uuid[]) id`
  expect(await outcomeOf(rows)).toBe(REFUSED)
  expect((await owner.query('select from district.matter_number')).rowCount).toBe(0)
})

const REFERRED: [referred: 'matter' | 'unit' | 'source' | 'intake', table: string][] = [
  ['matter', 'matter_number'],
  ['matter', 'responsibility'],
  ['matter', 'intake_row'],
  ['matter', 'problem'],
  ['unit', 'responsibility'],
  ['source', 'problem'],
  ['intake', 'intake_row'],
]
test.each(REFERRED)('%s 有 %s 指着：删不掉，编号也不变；没有谁指着就删得掉', async (referred, table) => {
  const mine = `where id = '${ids[referred]}'`
  await run(insertOf(table))
  expect(await outcomeOf(`delete from ${referred} ${mine}`)).toBe(REFUSED)
  expect(await outcomeOf(`update ${referred} set id = gen_random_uuid() ${mine}`)).toBe(REFUSED)
  await run(`delete from ${table}`)
  if (referred !== 'unit') expect(await outcomeOf(`delete from ${referred} ${mine}`)).toBe('done')
})

test('有措施的问题删不掉', async () => {
  await run(`${insertOf('problem')}; ${insertOf('measure')}`)
  expect(await outcomeOf('delete from problem')).toBe(REFUSED)
  expect(await outcomeOf('truncate problem cascade')).not.toBe('done')
})

test('正在被指向的，别人这时删不掉：删的等写的，写成了就拒绝', async () => {
  const { database, host, port, user } = (
    await owner.query(
      "select current_database() as database, current_user as user, current_setting('unix_socket_directories') as host, current_setting('port')::int as port",
    )
  ).rows[0] as { database: string; host: string; port: number; user: string }
  const writer = new Client({ database, host, port, user })
  await writer.connect()
  try {
    await writer.query(`set search_path to district, shared; begin; ${insertOf('responsibility')}`)
    await run('delete from intake')
    const deleted = outcomeOf(`delete from matter where id = '${matter}'`)
    const waits = async (): Promise<boolean> =>
      ((await writer.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rowCount ?? 0) >
      0
    while (!(await waits()));
    await writer.query('commit')
    expect(await deleted).toBe(REFUSED)
  } finally {
    await writer.end()
  }
})
