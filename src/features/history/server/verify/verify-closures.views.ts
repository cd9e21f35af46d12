import { type RawBuilder, sql } from 'kysely'
import { FILE_FACTS } from '#features/evidence/server/evidence.queries.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { WORK_DONE } from '#features/rectification/server/plan.queries.ts'
import { staleMeasures } from '#features/rectification/server/recompute-dues.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type Finding, MAX_FINDINGS, aboutFile } from './finding.ts'

/** The measures e of problem p: its own, or those that a point inherits. */
const MEASURES = sql`measure e where e.problem_id = case when p.level = 'point' then p.parent_id else p.matter_id end and e.removed_on is null`
/** Verifications y of closeout c that stand and let the close-out pass. */
const PASSED = sql`closeout_entry y where y.closeout_id = c.id and y.act = 'verification' and y.verdict = 'pass' and y.voided_at is null`
/** Measure e was accepted on a file that is its proof for matter m still. */
const ACCEPTED = sql`exists (select from (select y.facts -> 'verification' -> 'lines' as said from ${PASSED}) y
  cross join lateral jsonb_array_elements(y.said) line cross join lateral jsonb_array_elements_text(line -> 'acceptedIds') file
  join measure_evidence l on l.evidence_id = file::uuid and l.measure_id = e.id and l.removed_at is null
  join evidence v on v.id = l.evidence_id and v.matter_id = m.id and v.taken_down_at is null
  where line ->> 'measureId' = e.id::text and line ->> 'verdict' = 'accepted')`
/** Who reported, proved or applied in the cycle of closeout c. */
const DOERS = sql`(select r.person_id from progress_report r where r.matter_id = m.id and r.cycle = c.cycle
  union select unnest(array[l.person_id, v.person_id]) from measure_evidence l join evidence v on v.id = l.evidence_id where v.matter_id = m.id and l.cycle = c.cycle
  union select a.signatory_id from closeout_entry a where a.closeout_id = c.id and a.act = 'apply')`
/** Who verified on site in closeout c. */
const VERIFIERS = sql`(select member.id::uuid as id from (select y.facts -> 'verification' -> 'memberIds' as said from ${PASSED}) y
  cross join lateral jsonb_array_elements_text(y.said) as member(id))`

/**
 * Whether everything that stands as closed by us was proved and verified by others, as its file and its proof are now (rules.md R-64);
 * and whether days that follow from measures are those in the tables.
 */
export async function unprovedClosures(db: ReadDb): Promise<Finding[]> {
  return [
    ...(await closed(db, sql`c.id is null`, () => '已销号，但没有本轮办结的销号卷')),
    ...(await closed(db, sql`not exists (select from ${MEASURES})`, () => '已销号，但没有整改措施')),
    ...(await closed(
      db,
      sql`c.id is not null and u.nos is not null`,
      (nos) => `已销号，但措施 ${nos} 没有经现场核查认可、现在仍在的佐证`,
      sql`(select string_agg(e.no::text, '、' order by e.no) from ${MEASURES} and not ${ACCEPTED})`,
    )),
    ...(await closed(db, sql`c.id is not null and not exists (select from ${VERIFIERS} w)`, () => '已销号，但没有有效的现场核查')),
    ...(await closed(
      db,
      sql`c.id is not null and u.nos is not null`,
      (names) => `已销号，但${names}既办理又核查`,
      sql`(select string_agg(distinct q.name, '、') from person q where q.id in (select w.id from ${VERIFIERS} w) and q.id in ${DOERS})`,
    )),
    ...(await unlikeSealed(db)),
    ...(await openItems(db)),
    ...(await wrongDone(db)),
    ...(await wrongMeasureDues(db)),
  ]
}

/** What stood on files is what was sealed: papers of the entries that stand, and proof of the last seal of each that runs or has closed. */
async function unlikeSealed(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ id: string; file: string; name: string }>(
    db,
    sql`select distinct c.matter_id as id, v.id as file, v.file_name as name from closeout c join matter m on m.id = c.matter_id
      join closeout_entry e on e.closeout_id = c.id and e.voided_at is null left join closeout_seal k on k.closeout_id = c.id and k.hash = e.seal
      cross join lateral (
        select jsonb_array_elements(e.facts -> 'papers') as sealed
        union all select jsonb_array_elements(x -> 'proof') from jsonb_array_elements(k.facts -> 'measures') x
          where c.seal_form = 2 and e.seq >= (select max(a.seq) from closeout_entry a where a.closeout_id = c.id and a.act = 'apply') and (c.closed_on is not null or (c.cycle = m.cycle and m.state <> 'open'))) f
      join evidence v on v.id = (f.sealed ->> 'id')::uuid where f.sealed ? 'note' and f.sealed <> ${FILE_FACTS}
      order by 1, 2 limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id, file, name }) => ({
    check: 'sealed',
    where: `problem ${id}`,
    ...aboutFile(`材料“{name}”（${file}）的日期、说明或前后对照与签署时封存的不一致`, name),
  }))
}

/** A closing that one account entered: the verification and every opinion of others came from the same hand. */
export type OneHand = { readonly id: string; readonly title: string; readonly closedOn: string; readonly recorder: string }

/**
 * Closures that rest on one recorder, whenever they came about: told apart from findings, since nothing was changed afterwards; they are to be
 * looked at again or revoked.
 */
export async function oneHandClosures(db: ReadDb): Promise<OneHand[]> {
  return queryRows<OneHand>(
    db,
    sql`select m.id, m.title, c.closed_on as "closedOn", q.name as recorder from closeout c
      join matter m on m.id = c.matter_id and m.state = 'closed' and m.cycle = c.cycle
      join lateral (
        select array_agg(distinct coalesce(e.recorder_id, e.signatory_id)) as hands, bool_or(e.recorder_id is not null) as entered
        from closeout_entry e join lateral jsonb_to_recordset(c.chain) as s(key text, holder text) on s.key = e.step
        where e.closeout_id = c.id and e.voided_at is null and e.verdict in ('agree', 'pass') and s.holder <> 'lead_head' and e.act not in ('notice', 'notice_end')
      ) h on cardinality(h.hands) = 1 and h.entered
      join person q on q.id = h.hands[1]
      where c.closed_on is not null and c.revoked_on is null order by c.closed_on, m.id`,
  )
}

/** Closed matters m that have something wrong with them; `nos` names it. */
async function closed(
  db: ReadDb,
  wrong: RawBuilder<unknown>,
  messageOf: (nos: string) => string,
  nos: RawBuilder<unknown> = sql`null::text`,
): Promise<Finding[]> {
  const rows = await queryRows<{ id: string; nos: string | null }>(
    db,
    sql`select m.id, u.nos from matter m join problem p on p.matter_id = m.id
      left join closeout c on c.matter_id = m.id and c.cycle = m.cycle and c.closed_on is not null and c.revoked_on is null
      left join lateral (select ${nos} as nos) u on true
      where m.state = 'closed' and p.level <> 'item' and ${wrong} order by m.id limit ${MAX_FINDINGS}`,
  )
  return rows.map((row) => ({ check: 'closure', where: `problem ${row.id}`, message: messageOf(row.nos ?? '') }))
}

async function openItems(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select m.id from matter m join problem p on p.matter_id = m.id and p.level = 'item' where m.state = 'closed'
      and exists (select from problem k join matter n on n.id = k.matter_id where k.parent_id = m.id and n.state <> 'closed') order by m.id limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id }) => ({ check: 'closure', where: `problem ${id}`, message: '上级原文已销号，但还有下属问题没有销号' }))
}

async function wrongDone(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select m.id from ${WORK_DONE} where m.done_on is distinct from w.done_on order by m.id limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id }) => ({ check: 'done', where: `problem ${id}`, message: '完成日期与各项措施的完成日期不符' }))
}

async function wrongMeasureDues(db: ReadDb): Promise<Finding[]> {
  const wrong = await staleMeasures(db, await loadDueContext(db))
  return wrong
    .slice(0, MAX_FINDINGS)
    .map(({ id }) => ({ check: 'due', where: `measure ${id}`, message: '措施的最后日期与时限规则算出的不符' }))
}
