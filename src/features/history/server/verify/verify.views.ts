import { sql } from 'kysely'
import type { Column } from '#kernel/columns.ts'
import type { Day } from '#kernel/days.ts'
import { RECORDED_TABLES, type RecordedTable, TABLES, tableOf } from '#kernel/rooms.ts'
import { digestsIn, eventHash, imageOf, keyOf } from '#platform/commit.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { sealedAstray, sealedTotal } from '#features/complainants/server/sealed.queries.ts'
import { loadSettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { participantsOf } from '#features/matters/server/participants.queries.ts'
import type { ParticipantSource } from '#platform/app.ts'
import { INHERITED_FROM, computedNow } from '#features/problems/server/problems.queries.ts'
import { dueOfProblem, loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { type Finding, MAX_FINDINGS, aboutFile } from './finding.ts'
import { wrongLedger } from './verify-ledger.views.ts'
import { verifiedRedactions } from './verify-redactions.views.ts'
import { type OneHand, oneHandClosures, unprovedClosures } from './verify-closures.views.ts'
import { changedHolidays, changedIntakeRows, openLocks, valuesUnlikeDigests, wrongSearch } from './verify-tables.views.ts'
import type { Checkpoint } from '../../domain/checkpoint-line.ts'
import type { ProblemFacts } from '#features/problems/domain/problem.ts'

export type Verified = {
  readonly events: number
  readonly sealed: number
  readonly unsealed: number
  readonly problems: number
  /** Cells of complainants in the sealed store. */
  readonly complainantCells: number
  /** Events of which something was taken out, with a record beside them. */
  readonly redactedEvents: number
  /** Without the key it is not known whether only that was changed in them. */
  readonly redactionsUnopened: boolean
  readonly findings: readonly Finding[]
  /** Closures that rest on one recorder. */
  readonly oneHand: readonly OneHand[]
}

/**
 * Whether the past and the present agree: every event still has its hash, the chain is whole and passes through the checkpoints kept outside,
 * every row is what its last receipt says, every computed column is what the facts give, and whatever is closed was proved and verified by others.
 */
export async function verifyDistrict(
  db: ReadDb,
  checkpoints: readonly Checkpoint[],
  sources: readonly ParticipantSource[],
  { today, secretBox }: { readonly today: Day; readonly secretBox?: SecretBox | undefined },
): Promise<Verified> {
  const [counts] = await queryRows<{ events: number; sealed: number; problems: number }>(
    db,
    sql`select (select count(*) from event)::int as events, (select count(*) from event_seal)::int as sealed, (select count(*) from problem)::int as problems`,
  )
  const { events = 0, sealed = 0, problems = 0 } = counts ?? {}
  const redactions = await verifiedRedactions(db, secretBox)
  const findings = [
    ...(await changedEvents(db)),
    ...redactions.findings,
    ...(await brokenChain(db)),
    ...(await missedCheckpoints(db, checkpoints)),
    ...(await openLocks(db)),
    ...(await rowsUnlikeReceipts(db)),
    ...(await valuesUnlikeDigests(db)),
    ...(await wrongSearch(db)),
    ...(await changedIntakeRows(db)),
    ...(await changedHolidays(db)),
    ...(await wrongComputed(db)),
    ...(await wrongParticipants(db, sources)),
    ...(await wrongDues(db)),
    ...(await wrongLedger(db, today)),
    ...(await receiptsThatDoNotAddUp(db)),
    ...(await unprovedClosures(db)),
    ...(await strayCells(db)),
  ]
  return {
    events,
    sealed,
    unsealed: events - sealed,
    problems,
    complainantCells: await sealedTotal(db),
    redactedEvents: redactions.events,
    redactionsUnopened: redactions.unopened,
    findings,
    oneHand: await oneHandClosures(db),
  }
}

async function strayCells(db: ReadDb): Promise<Finding[]> {
  const rows = await sealedAstray(db)
  return rows
    .slice(0, MAX_FINDINGS)
    .map(({ id }) => ({ check: 'complainant', where: `cell ${id}`, message: '封存的举报人信息所属的问题不在库里' }))
}

async function changedEvents(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select id from event where hash <> ${eventHash}
      and not exists (select from event_redaction r where r.event_id = event.id) order by id limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id }) => ({ check: 'event-hash', where: `event ${id}`, message: `第 ${id} 条记录的内容被改动过` }))
}

async function brokenChain(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ seq: string }>(
    db,
    sql`select seq from (
      select s.seq, s.chain, e.hash, lag(s.chain, 1, '') over (order by s.seq) as before, lag(s.seq, 1, 0::bigint) over (order by s.seq) as last
      from event_seal s left join event e on e.id = s.event_id
    ) link where hash is null or seq <> last + 1 or chain <> encode(sha256(convert_to(before || hash, 'UTF8')), 'hex') order by seq limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ seq }) => ({
    check: 'chain',
    where: `seal ${seq}`,
    message: `记录链在第 ${seq} 环断开：有记录被删除、插入、调换或改动`,
  }))
}

/** A chain rewritten from its beginning is whole in itself; only what was noted outside the database shows it. */
async function missedCheckpoints(db: ReadDb, checkpoints: readonly Checkpoint[]): Promise<Finding[]> {
  const links = JSON.stringify(checkpoints.map(({ seq, chain }) => ({ seq, chain })))
  const rows = await queryRows<{ seq: string; newest: string; isGone: boolean }>(
    db,
    sql`select distinct c.seq, (select coalesce(max(seq), 0) from event_seal) as newest, s.chain is null as "isGone"
      from jsonb_to_recordset(${links}::jsonb) as c(seq bigint, chain text)
      left join event_seal s on s.seq = c.seq where s.chain is distinct from c.chain order by c.seq limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ seq, newest, isGone }) => ({
    check: 'checkpoint',
    where: `seal ${seq}`,
    message: isGone
      ? `存照已到第 ${seq} 环，数据库只到第 ${newest} 环：链尾被截掉，或换回了旧的数据`
      : `第 ${seq} 环与数据库之外的存照不符：记录被整体改写`,
  }))
}

/** Where nothing stands in a column, or what every row held before it came, older events may not know it. */
async function rowsUnlikeReceipts(db: ReadDb): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const table of RECORDED_TABLES) {
    const rows = await queryRows<{ id: string; recorded: boolean; present: boolean }>(
      db,
      sql`
      with image as (
        select c.value ->> 'id' as id, jsonb_strip_nulls(${earlierOf(table)} || nullif(${withoutDigests(table)}, 'null')) as after, e.id as event, max(e.id) over (partition by c.value ->> 'id') as last
        from event e cross join lateral jsonb_array_elements(e.changes) c where c.value ->> 'table' = ${table}
      ), recorded as (
        select id, jsonb_agg(after order by after::text) as images from image where event = last and coalesce(after, 'null') <> 'null' group by id
      ), present as (
        select id, jsonb_agg(image order by image::text) as images from (select ${keyOf(table).key}::text as id, jsonb_strip_nulls(${imageOf(table)}) as image from ${sql.table(table)} t) now group by id
      )
      select id, r.images is not null as recorded, p.images is not null as present
      from recorded r full join present p using (id) where r.images is distinct from p.images ${tableOf(table)?.shipped ? sql`and r.images is not null` : sql``} limit ${MAX_FINDINGS}`,
    )
    findings.push(
      ...rows.map(({ id, recorded, present }) => ({ check: 'receipt', where: `${table} ${id}`, message: unlike(recorded, present) })),
    )
  }
  return findings
}

const earlierOf = (table: RecordedTable) => {
  const columns = Object.entries<Column>(TABLES[table].columns).flatMap(([name, { spec }]) =>
    spec.earlier === null ? [] : [[name, spec.earlier] as const],
  )
  return sql`${JSON.stringify(Object.fromEntries(columns))}::jsonb`
}

const withoutDigests = (table: RecordedTable) => {
  const digests = digestsIn(table)
  return digests.length === 0 ? sql`c.value -> 'after'` : sql`nullif(c.value -> 'after', 'null') - ${sql.val(digests)}::text[]`
}

function unlike(recorded: boolean, present: boolean): string {
  if (!recorded) return '数据库里有这一行，办理记录里没有：绕过系统写入'
  return present ? '这一行与最后一条办理记录不符：绕过系统改动' : '办理记录里有这一行，数据库里没有：绕过系统删除'
}

const computedColumns = Object.entries<Column>(TABLES.problem.columns).flatMap(([name, { spec }]) =>
  spec.recorded === 'computed' ? [name] : [],
)
const differs = (name: string) => sql`${sql.ref(`p.${name}`)} is distinct from ${sql.ref(`c.${name}`)}`

async function wrongComputed(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select p.matter_id as id from problem p join matter m on m.id = p.matter_id join (${computedNow(await loadSettingsOfSources(db))}) c on c.matter_id = p.matter_id
      where ${sql.join(computedColumns.map(differs), sql` or `)} or m.parent_id is distinct from ${INHERITED_FROM}
        or p.intake_file is distinct from (select i.file_name from intake i where i.id = p.intake_id) limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id }) => ({ check: 'computed', where: `problem ${id}`, message: '计算列与事实不符' }))
}

/** Whoever takes part without a reason, or has a reason and does not. */
async function wrongParticipants(db: ReadDb, sources: readonly ParticipantSource[]): Promise<Finding[]> {
  const wanted = sql.join(
    sources.map((source) => sql`select w.*, ${source.because} as because from (${participantsOf(source)}) w`),
    sql` union all `,
  )
  const present = sql`select matter_id, unit_id, person_id, because from participant`
  const rows = await queryRows<{ id: string }>(
    db,
    sql`with wanted as materialized (${wanted})
      select distinct matter_id as id from (
        (${present} except select matter_id, unit_id, person_id, because from wanted)
        union all (select matter_id, unit_id, person_id, because from wanted except ${present})) x limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id }) => ({ check: 'participant', where: `matter ${id}`, message: '参与人与事实不符' }))
}

type DatedRow = Pick<ProblemFacts, 'deadline' | 'confirmedOn' | 'receivedOn' | 'sourceId'> & {
  readonly id: string
  readonly due: string | null
  readonly review: string | null
}

async function wrongDues(db: ReadDb): Promise<Finding[]> {
  const context = await loadDueContext(db)
  const rows = await queryRows<DatedRow>(
    db,
    sql`select p.matter_id as id, p.deadline, p.confirmed_on as "confirmedOn", p.received_on as "receivedOn", p.source_id as "sourceId", m.due_on as due, p.review_on as review
      from problem p join matter m on m.id = p.matter_id`,
  )
  const wrong = rows.filter((row) => {
    const { dueOn, reviewOn } = dueOfProblem(row, context)
    return dueOn !== row.due || reviewOn !== row.review
  })
  return wrong.slice(0, MAX_FINDINGS).map(({ id }) => ({ check: 'due', where: `problem ${id}`, message: '最后日期与时限规则算出的不符' }))
}

async function receiptsThatDoNotAddUp(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ id: string; file_name: string }>(
    db,
    sql`select i.id, i.file_name from intake i
      left join (select intake_id, jsonb_build_object('read', count(*), 'added', count(*) filter (where outcome = 'added'), 'updated', count(*) filter (where outcome = 'updated'),
        'unchanged', count(*) filter (where outcome = 'unchanged'), 'refused', count(*) filter (where outcome = 'refused')) as counted from intake_row group by intake_id) r on r.intake_id = i.id
      where i.state = 'committed' and not (i.receipt @> coalesce(r.counted, '{}')) limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id, file_name }) => ({
    check: 'intake',
    where: `intake ${id}`,
    ...aboutFile('导入回执与逐行记录不符：{name}', file_name),
  }))
}
