/**
 * The same answers in SQL written by hand, over the product's own tables and indexes: what a bare server would ask.
 * No session, no permission table, no validation, no words for clock and arithmetic: the floor that the product is held against.
 */
export type Caller = { readonly units: readonly string[]; readonly person: string } | 'everything'
export type Sql = { readonly text: string; readonly values: unknown[] }

const TODAY = `(now() at time zone 'Asia/Shanghai')::date`
const SCHEDULE = `case when p.ended then 'ended' when p.due_on is null and p.review_on is null then 'unconfirmed' when p.due_on < ${TODAY} then 'overdue'
  when p.next_due_on < ${TODAY} or p.review_on < ${TODAY} then 'behind' else 'on_time' end`
const SORTS: Readonly<Record<string, string>> = {
  due: 'p.due_on, p.sort_no collate chinese, p.matter_id',
  '-due': 'p.due_on desc, p.sort_no collate chinese desc, p.matter_id desc',
  no: 'p.sort_no collate chinese, p.matter_id',
  '-no': 'p.sort_no collate chinese desc, p.matter_id desc',
  '': 'p.ended, p.due_on, p.sort_no collate chinese, p.matter_id',
}
/** A text folded and cut into pairs, as a tsquery. */
type Grams = (text: string) => string

/** Whose problems, and which of them, with the values numbered from $1. */
function conditions(query: URLSearchParams, caller: Caller, grams: Grams): { where: string; values: unknown[] } {
  const values: unknown[] = []
  const value = (content: unknown) => `$${values.push(content)}`
  const parts = [`p.key = '00000000-0000-0000-0000-000000000000' and p.level <> 'item'`]
  if (caller !== 'everything') parts.push(withinReach(value, caller))
  const ifSet = (name: string, part: (text: string) => string) => {
    const text = query.get(name)
    if (text !== null) parts.push(part(text))
  }
  ifSet('source', (id) => `p.source_id = ${value(id)}`)
  ifSet('closure', (one) => `p.closure = ${value(one)}`)
  ifSet('schedule', (one) => (one === 'overdue' ? `not p.ended and p.due_on < ${TODAY}` : `${SCHEDULE} = ${value(one)}`))
  ifSet('missing', (slot) => `p.missing @> ${value([slot])}::text[]`)
  // the bench asks for two characters, which are one gram: nothing to look at twice
  ifSet('q', (text) => `p.matter_id in (select id from matter where search @@ ${value(grams(text))}::tsquery)`)
  return { where: parts.join(' and '), values }
}

const withinReach = (value: (content: unknown) => string, { units, person }: Exclude<Caller, 'everything'>) =>
  `p.matter_id in (select a.matter_id from participant a where a.who = any(${value([...units, person])}::uuid[]))`

const OWN_NUMBER_FIRST = `(n.issuer = 'district' and n.source_id is null) desc, n.issuer = 'district' desc, n.issuer, n.no`
const LINES = `select p.matter_id as id, m.version, p.level, m.title, s.name as source, p.round, p.wording, p.task, p.point, p.region,
    p.problem_types as "problemTypes", p.category, p.target, p.measures_total as "measuresTotal", p.measures_done as "measuresDone", p.deadline_raw as "deadlineRaw",
    p.due_on as "dueOn", p.review_on as "reviewOn", p.progress, p.closure, ${SCHEDULE} as schedule, p.missing, p.declared_raw as "declaredRaw", p.declared_when as "declaredWhen",
    p.progress_text as "progressText", p.remark, w.total,
    array(select n.no from matter_number n where n.matter_id = p.matter_id order by ${OWN_NUMBER_FIRST}) as nos,
    (select jsonb_agg(jsonb_build_object('part', r.part, 'id', coalesce(r.unit_id, r.person_id), 'name', coalesce(u.short_name, u.name, q.name, r.holder_text),
        'phone', coalesce(r.phone, q.phone)) order by r.sort, r.id)
      from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id
      where r.matter_id = p.matter_id and r.to_on is null) as holders
  from wanted w join problem p on p.matter_id = w.id join matter m on m.id = p.matter_id left join source s on s.id = p.source_id`

/** The lines of one page, and the exact total. `atOnce`: where rows must be looked up one by one, every line carries the total. */
export function listSql(query: URLSearchParams, caller: Caller, grams: Grams): { lines: Sql; total: Sql; atOnce: boolean } {
  const { where, values } = conditions(query, caller, grams)
  const [size, page] = [Number(query.get('size') ?? 50), Number(query.get('page') ?? 1)]
  const order = `order by ${SORTS[query.get('sort') ?? ''] ?? ''}`
  const paged = (total: string, from: string) =>
    `with wanted as materialized (select p.matter_id as id, ${total} as total, row_number() over (${order}) as place from ${from} ${order}
      limit ${size} offset ${(page - 1) * size}) ${LINES} order by w.place`
  const atOnce = caller !== 'everything' || query.has('q')
  const lines = atOnce
    ? paged('(count(*) over ())::int', `(select p.matter_id, p.ended, p.due_on, p.sort_no from ledger_line p where ${where} offset 0) p`)
    : paged('null::int', `ledger_line p where ${where}`)
  return {
    atOnce,
    lines: { text: lines, values },
    total: { text: `select count(*)::int as total from ledger_line p where ${where}`, values },
  }
}

const ALIKE = 'p.ended, p.due_on, p.next_due_on, p.review_on, p.progress, p.closure, p.missing'
/** Days are grouped before they are put into words. */
export function countsSql(query: URLSearchParams, caller: Caller, grams: Grams): Sql {
  const { where, values } = conditions(query, caller, grams)
  return {
    text: `select p.progress, p.closure, ${SCHEDULE} as schedule, p.missing, sum(p.n)::int as count from (
      select ${ALIKE}, count(*) as n from ledger_line p where ${where} group by ${ALIKE}) p group by 1, 2, 3, 4`,
    values,
  }
}

/** One problem: its line, what else stands in it, everybody who ever held it, its measures, what is related to it. */
export function pageSql(id: string, caller: Caller): Readonly<Record<'line' | 'more' | 'holders' | 'measures' | 'related', Sql>> {
  const values: unknown[] = [id]
  const reach = caller === 'everything' ? 'true' : withinReach((content) => `$${values.push(content)}`, caller)
  return {
    line: {
      text: `with wanted as (select p.matter_id as id, 1 as total from ledger_line p where p.matter_id = $1 and ${reach}) ${LINES}`,
      values,
    },
    more: { text: more(caller), values: [id] },
    holders: { text: HELD, values: [id] },
    measures: { text: MEASURES, values: [id] },
    related: { text: related(reach), values },
  }
}

/** The cells as they came are for whoever sees everything. */
const more = (
  caller: Caller,
) => `select p.received_on as "receivedOn", p.confirmed_on as "confirmedOn", ${caller === 'everything' ? 'p.raw' : `'{}'::jsonb as raw`},
    case when p.declared_raw is not null then jsonb_build_object('raw', p.declared_raw, 'on', p.declared_on, 'file', i.file_name, 'at', p.intake_at) end as declared,
    case when i.file_name is not null and p.intake_at is not null then jsonb_build_object('file', i.file_name, 'at', p.intake_at) end as "from"
  from problem p left join intake i on i.id = p.intake_id where p.matter_id = $1`
const HELD = `select r.part, coalesce(u.name, q.name, r.holder_text) as name, coalesce(r.phone, q.phone) as phone, r.from_on as "from", r.to_on as "to"
  from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id where r.matter_id = $1 
  order by r.to_on is not null, array_position(array['leader', 'lead', 'co', 'territory', 'person', 'acceptance', 'supervising'], r.part), r.to_on desc, r.sort, r.id`
const MEASURES = `select e.id, e.no, e.text, coalesce(u.short_name, u.name, q.name) as "holderName", e.due_on as "dueOn", e.done_on as "doneOn",
    coalesce((select jsonb_agg(jsonb_build_object('no', s.no, 'text', s.text, 'dueOn', s.due_on, 'reachedOn', s.reached_on) order by s.no)
      from milestone s where s.measure_id = e.id), '[]') as milestones
  from measure e left join unit u on u.id = e.unit_id left join person q on q.id = e.person_id
  where e.problem_id = $1 and e.removed_on is null order by e.no`
const related = (reach: string) => `with self as (select * from problem where matter_id = $1), related as (
    select p.matter_id, 1 as n, 'parent' as relation from self join problem p on p.matter_id = self.parent_id where ${reach}
    union all (select p.matter_id, 2, 'child' from problem p where p.parent_id = $1 and ${reach} order by p.sort_no collate chinese limit 20)
    union all (select p.matter_id, 3, 'same-source-row' from self join problem p on p.intake_id = self.intake_id and p.intake_at = self.intake_at
      where p.matter_id <> $1 and ${reach} order by p.sort_no collate chinese limit 20)
    union all (select p.matter_id, 4, 'same-place' from problem p
      where left(p.region, 60) = (select left(region, 60) from self) and p.matter_id <> $1 and p.level <> 'item' and ${reach} order by p.ended, p.due_on, p.matter_id limit 20)
  ), once as (select distinct on (matter_id) * from related order by matter_id, n)
  select m.id, p.level, (select n.no from matter_number n where n.matter_id = m.id order by ${OWN_NUMBER_FIRST} limit 1) as no, m.title, once.relation
  from once join problem p on p.matter_id = once.matter_id join matter m on m.id = p.matter_id order by once.n, p.sort_no collate chinese, m.id`
