import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { RECORDED_TABLES } from '#kernel/rooms.ts'
import { vectorText } from '#features/matters/domain/grams.ts'
import { digestOf, digestsIn, keyOf } from '#platform/commit.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type Finding, MAX_FINDINGS, aboutFile } from './finding.ts'

const DIGEST_WORDS: Readonly<Record<string, string>> = { password_hash: '密码', search_text: '检索文本' }

/**
 * What events hold the digest of: the last one of a row must be that of what stands there. Older events know none. Compared as sets: joined, a
 * table that nobody has analysed yet would be looked at once for each of its rows.
 */
export async function valuesUnlikeDigests(db: ReadDb): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const table of RECORDED_TABLES)
    for (const column of digestsIn(table)) {
      const rows = await queryRows<{ id: string }>(
        db,
        sql`with image as (
            select distinct on (c.value ->> 'id') c.value ->> 'id' as id, c.value -> 'after' ->> ${column} as digest
            from event e cross join lateral jsonb_array_elements(e.changes) c where c.value ->> 'table' = ${table} order by c.value ->> 'id', e.id desc
          ), unlike as (
            select id, digest from image where digest is not null except select ${keyOf(table).key}::text, ${digestOf(column)} from ${sql.table(table)} t
          ) select id from unlike limit ${MAX_FINDINGS}`,
      )
      const word = DIGEST_WORDS[column] ?? column
      findings.push(
        ...rows.map(({ id }) => ({ check: 'digest', where: `${table} ${id}`, message: `${word}与最后一条办理记录不符：绕过系统改动` })),
      )
    }
  return findings
}

/** What a search index holds must be made of the text that is searched. */
export async function wrongSearch(db: ReadDb): Promise<Finding[]> {
  const wrong: string[] = []
  for (let last = '00000000-0000-0000-0000-000000000000'; wrong.length < MAX_FINDINGS;) {
    const rows = await queryRows<{ id: string; text: string }>(
      db,
      sql`select id, search_text as text from matter where id > ${last} order by id limit ${AT_ONCE}`,
    )
    const made = rows.map(({ id, text }) => ({ id, grams: vectorText(text) }))
    const unlike = await queryRows<{ id: string }>(
      db,
      sql`select m.id from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as w(id uuid, grams tsvector) join matter m on m.id = w.id
        where m.search <> w.grams order by m.id`,
    )
    wrong.push(...unlike.map(({ id }) => id))
    if (rows.length < AT_ONCE) break
    last = rows.at(-1)?.id ?? last
  }
  return wrong.slice(0, MAX_FINDINGS).map((id) => ({ check: 'search', where: `matter ${id}`, message: '检索索引与检索文本不符' }))
}
const AT_ONCE = 1000

/** The rows of an imported file must be those that it was recorded with. */
export async function changedIntakeRows(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ id: string; file_name: string }>(
    db,
    sql`select i.id, i.file_name from intake i where i.rows_hash is not null and i.rows_hash <> intake_rows_hash(i.id) order by i.id limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id, file_name }) => ({
    check: 'intake',
    where: `intake ${id}`,
    ...aboutFile('导入的逐行记录被改动、增加或删除：{name}', file_name),
  }))
}

/** The holidays that come with the program (migrations of shared), by year. @internal a test holds them against the migrations */
export const SHIPPED_HOLIDAYS: Readonly<Record<number, string>> = {
  2023: 'a95d1473948ee5bf',
  2024: '6099889a69ac8610',
  2025: 'da0bc6b5f35dd1ce',
  2026: 'f8b58102e1edaccc',
}

/** @internal a test looks at it */
export const holidayDigest = (days: readonly string[]) => createHash('sha256').update(days.join('\n')).digest('hex').slice(0, 16)

/** Days of a year that nobody has changed must be those that came with the program. */
export async function changedHolidays(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ year: number; days: string[] }>(
    db,
    sql`select y.year, coalesce(array_agg(day || ' ' || kind || ' ' || name order by day) filter (where h.day is not null), '{}') as days
      from (select year from holiday union select unnest(${Object.keys(SHIPPED_HOLIDAYS).map(Number)}::int[])) y(year) left join holiday h on h.year = y.year
      where not exists (select from event e where (e.act like 'org.%' or e.act = 'intake.commit')
        and e.changes @> jsonb_build_array(jsonb_build_object('table', 'holiday', 'id', y.year::text))) group by y.year order by y.year`,
  )
  return rows
    .filter(({ year, days }) => SHIPPED_HOLIDAYS[year] !== holidayDigest(days))
    .map(({ year }) => ({
      check: 'holiday',
      where: `holiday ${year}`,
      message: `${year} 年的放假安排与程序自带的不符，也没有人登记过改动`,
    }))
}

/** Nobody but the database's owner can change events, and only by taking these away first. */
export async function openLocks(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ table: string; what: string }>(
    db,
    sql`select t.name as table, '防改触发器被拆除或停用' as what from unnest(array['event', 'event_seal']) t(name)
        where not exists (select from pg_trigger g where g.tgrelid = to_regclass(t.name) and g.tgname = 'append_only' and g.tgenabled in ('O', 'A'))
      union all
      select t.name, '程序账号得到了改动、删除的权限' from unnest(array['event', 'event_seal']) t(name)
        where has_table_privilege('bihuan_app', to_regclass(t.name), 'update') or has_table_privilege('bihuan_app', to_regclass(t.name), 'delete')`,
  )
  return rows.map(({ table, what }) => ({ check: 'lock', where: table, message: `办理记录（${table}）的${what}` }))
}

/** Every session was opened by a log-in of its person, which the record has under the same mark (`sessionMark`); whoever plants one shows nobody's password. */
export async function plantedSessions(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ mark: string; person: string }>(
    db,
    sql`select left(s.token_hash, 16) as mark, s.person_id as person from session s where not exists (
        select from event e where e.act like 'security.log-in%' and e.subject = s.person_id and e.origin ->> 'session' = left(s.token_hash, 16))
      order by s.created_at limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ mark, person }) => ({
    check: 'session',
    where: `session ${mark}`,
    message: `没有登录记录的会话，属于 ${person}：绕过系统放进去的`,
  }))
}
