import { searchText, vectorText } from '#features/matters/domain/grams.ts'
import { recordPeople } from '../problem-factory.ts'
import { CANARIES, imported } from './canaries.ts'

const C = CANARIES
const WORDING = `举报人${C.textName}（电话${C.textPhone}，身份证${C.textId}，住${C.textDoor}）反映东沟河三处雨污混接`
const REMARK = `来电人电话${C.remarkPhone}`
/** The raw cells of the row that was taken, as the program stored them before it knew of complainants (commit before 0032). */
const RAW = {
  序号: '1',
  问题编号: 'X-01',
  '举报人信息/姓名': C.name,
  '举报人信息/联系电话': C.phone,
  '举报人信息/身份证号码': C.idNumber,
  '举报人信息/家庭住址': C.address,
  '举报人信息/工作单位': C.workplace,
  反馈问题: WORDING,
  整改措施: '1.封堵；2.巡查',
  牵头单位: '区住建局',
  责任人: 'handler甲',
  联系电话: '13500000009',
  整改时限: '2026年12月底前',
  状态: '正在整改',
  备注: REMARK,
}
/** What a sheet's phrases left in JSON and lists. */
const PHRASES = {
  deadline_raw: `收到${C.name}反馈后30个工作日内`,
  deadline: { kind: 'within', amount: 30, unit: 'workday', anchor: `收到${C.name}反馈后` },
  confirmed_on: '2026-12-31',
  problem_types: ['水污染', `${C.name}信访件`],
}
const KIND = `${C.name}反映类`
const REFUSED = {
  序号: '2',
  问题编号: 'X-02',
  '举报人信息/姓名': C.refusedName,
  '举报人信息/联系电话': C.refusedPhone,
  牵头单位: '区住建局',
}
/** The hash of an event, as SQL. */
export const HASH = `encode(sha256(convert_to(rtrim(jsonb_build_array(
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor_id, act, subject, reason, request)::text, ']')
  || ', ' || changes::text || coalesce(', ' || origin::text, '') || ']', 'UTF8')), 'hex')`

/**
 * An installation that imported petitions before complainants were sealed: the raw cells stand in the problem, in the rows of the file and in
 * events; the complainant's telephone is the responsible person's; texts and search text hold the rest. Nothing is in the sealed store.
 */
export async function oldInstallation() {
  const server = await imported()
  const { owner, db, matter, intake } = server
  await recordPeople(db, new Date('2026-11-23T10:00:00+08:00'))
  await owner.query('delete from district_sealed.cell')
  const facts = { wording: WORDING, remark: REMARK, raw: RAW, ...PHRASES }
  await owner.query(
    `update problem p set (wording, remark, raw, deadline_raw, deadline, confirmed_on, problem_types) =
      (select r.wording, r.remark, r.raw, r.deadline_raw, r.deadline, r.confirmed_on, r.problem_types from jsonb_populate_record(p, $2) r)
      where matter_id = $1`,
    [matter, JSON.stringify(facts)],
  )
  await owner.query('update measure set kind = $1', [KIND])
  const searched = searchText([WORDING, REMARK, C.phone, 'X-01'])
  await owner.query(`update matter set title = $2, search_text = $3, search = $4::tsvector where id = $1`, [
    matter,
    WORDING,
    searched,
    vectorText(searched),
  ])
  await owner.query(`update responsibility set phone = $1 where part = 'person'`, [C.phone])
  await owner.query(`update intake_row set raw = $2 where intake_id = $1 and matter_id is not null`, [intake, JSON.stringify(RAW)])
  await owner.query(`update intake_row set raw = $2 where intake_id = $1 and matter_id is null`, [intake, JSON.stringify(REFUSED)])
  await owner.query('update intake set rows_hash = intake_rows_hash(id)')
  // the same in the images of the events, as they were recorded then, with their hashes
  await owner.query(
    `update event e set changes = (
      select jsonb_agg(case c ->> 'table'
        when 'problem' then jsonb_set(c, '{after}', (c -> 'after') || $1::jsonb)
        when 'matter' then jsonb_set(c, '{after}', (c -> 'after') || jsonb_build_object('title', $2::text, 'search_text',
          (select encode(sha256(convert_to(m.search_text, 'UTF8')), 'hex') from matter m where m.id::text = c ->> 'id')))
        when 'responsibility' then case when c -> 'after' ->> 'part' = 'person' then jsonb_set(c, '{after,phone}', to_jsonb($3::text)) else c end
        when 'measure' then jsonb_set(c, '{after,kind}', to_jsonb($4::text))
        when 'intake' then case when c -> 'after' ->> 'state' = 'committed'
          then jsonb_set(c, '{after,rows_hash}', to_jsonb((select i.rows_hash from intake i where i.id::text = c ->> 'id'))) else c end
        else c end order by n)
      from jsonb_array_elements(e.changes) with ordinality as x(c, n)) where jsonb_array_length(e.changes) > 0`,
    [JSON.stringify(facts), WORDING, C.phone, KIND],
  )
  await owner.query(`update event set hash = ${HASH}`)
  // a person's words, and a file made before
  await owner.query(
    `insert into export_file (id, person_id, file_name, type, file_hash, file_bytes, rows, made_at, expires_at)
      select gen_random_uuid(), id, '台账.xlsx', 'x', repeat('ab', 32), 1, 1, timestamptz '2026-11-22', timestamptz '2027-01-01' from person limit 1`,
  )
  await owner.query('insert into cleaning_due (since) values (now())')
  return server
}
