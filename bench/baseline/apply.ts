import { createHash, randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { type Image, record, transaction } from './transaction.ts'

type Form = { readonly statement: string; readonly completedOn: string }
type Judged = {
  readonly level: string
  readonly declared: string | null
  readonly open_points: number
  readonly leaders: readonly string[]
  readonly facts: Readonly<Record<'leads' | 'acceptance', readonly string[]>> & {
    readonly measures: readonly { readonly doneOn: string | null; readonly proof: readonly object[] }[]
  }
}

const held = (part: string) => `array(select coalesce(r.unit_id::text, r.person_id::text, r.holder_text, '') from responsibility r
  where r.matter_id = m.id and r.part = '${part}' and r.to_on is null order by 1)`
/** All that a signatory will judge, with every measure's proof, milestones and latest report, as one value. */
const JUDGED = `select p.level, p.declared, ${held('leader')} as leaders,
    (select count(*)::int from problem c join matter n on n.id = c.matter_id where c.parent_id = m.id and c.level = 'point' and n.state <> 'closed') as open_points,
    jsonb_build_object('wording', p.wording, 'task', p.task, 'point', p.point, 'target', p.target, 'deadline', p.deadline_raw, 'dueOn', m.due_on,
      'cycle', m.cycle, 'leads', ${held('lead')}, 'acceptance', ${held('acceptance')}, 'measures', coalesce((
        select jsonb_agg(jsonb_build_object('id', e.id, 'no', e.no, 'text', e.text, 'unitId', e.unit_id, 'personId', e.person_id,
          'deadline', e.deadline_raw, 'dueOn', e.due_on, 'result', e.result, 'doneOn', e.done_on,
          'milestones', coalesce((select jsonb_agg(jsonb_build_object('text', s.text, 'dueOn', s.due_on, 'reachedOn', s.reached_on) order by s.no)
            from milestone s where s.measure_id = e.id and s.removed_on is null), '[]'),
          'proof', coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'hash', v.file_hash, 'name', v.file_name,
              'takenAt', to_char(v.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'takenFrom', v.taken_from, 'effectiveOn', v.effective_on,
              'side', v.side, 'pair', v.pair, 'note', v.note) order by v.id)
            from measure_evidence l join evidence v on v.id = l.evidence_id
            where l.measure_id = e.id and l.removed_at is null and v.taken_down_at is null and v.matter_id = m.id), '[]'),
          'latest', (select jsonb_build_object('doneText', r.done_text, 'delayReason', r.delay_reason, 'difficulty', r.difficulty, 'nextStep', r.next_step,
              'on', r.reported_on)
            from progress_report r where r.matter_id = m.id and r.measure_id = e.id and r.cycle = m.cycle order by r.at desc, r.id limit 1)) order by e.no)
        from measure e where e.problem_id = m.id and e.removed_on is null), '[]')) as facts
  from matter m join problem p on p.matter_id = m.id where m.id = $1`
const WRITE = {
  lock: 'select from matter where id = $1 for no key update',
  matter: `update matter set state = 'in_closeout', step = $3, version = version + 1 where id = $1 and state = 'open' and version = $2
    returning to_jsonb(matter) - 'search' - 'search_text' as image`,
  closeout: `insert into closeout (id, matter_id, cycle, chain, chain_version, seal_form, statement, completed_on, applied_by, begun_at)
    select $1, id, cycle, $3, 0, 2, $4, $5, (select person_id from account limit 1), now() from matter where id = $2 returning to_jsonb(closeout) as image`,
  entry: `insert into closeout_entry (id, closeout_id, seq, step, act, signatory_id, signed_on, text, seal, facts, at)
    values ($1, $2, 1, 'apply', 'apply', (select person_id from account limit 1), current_date, $3, $4, $5, now())
    returning to_jsonb(closeout_entry) as image`,
  seal: 'insert into closeout_seal (closeout_id, hash, facts) values ($1, $2, $3) returning to_jsonb(closeout_seal) as image',
  axes: "update problem set closure = 'in_closeout' where matter_id = $1",
}

/** Whether nothing stands in the way of an application. */
const ready = ({ level, declared, open_points, leaders, facts: { leads, acceptance, measures } }: Judged) =>
  level !== 'item' &&
  declared !== 'done' &&
  declared !== 'closed' &&
  open_points === 0 &&
  [leaders, leads, acceptance, measures].every((list) => list.length > 0) &&
  measures.every(({ doneOn, proof }) => doneOn !== null && proof.length > 0)

/** An application: the check of its proof, the matter, its file, the first entry, the sealed facts and a hashed event, in one transaction. */
export const applyFor = (pool: Pool, id: string, version: number, form: Form) =>
  transaction(pool, async (client) => {
    await client.query(WRITE.lock, [id])
    const { rows } = await client.query<Judged>(JUDGED, [id])
    if (!rows[0] || !ready(rows[0])) throw new Error('not ready')
    const matter = await one(client, WRITE.matter, [id, version, STANDARD_CHAIN[0]?.key])
    await record(client, 'floor.apply', id, { matter, ...(await fileFor(client, id, form, rows[0].facts)) })
    return { version: version + 1 }
  })

async function fileFor(client: PoolClient, id: string, form: Form, facts: object) {
  const application = { statement: form.statement, lastingMechanism: null, completedOn: form.completedOn }
  const sealed = JSON.stringify({ ...facts, application })
  const hash = createHash('sha256').update(sealed).digest('hex')
  const file = randomUUID()
  const closeout = await one(client, WRITE.closeout, [file, id, JSON.stringify(STANDARD_CHAIN), form.statement, form.completedOn])
  const entry = await one(client, WRITE.entry, [randomUUID(), file, form.statement, hash, JSON.stringify({ application: form })])
  const seal = await one(client, WRITE.seal, [file, hash, sealed])
  await client.query(WRITE.axes, [id])
  return { closeout, closeout_entry: entry, closeout_seal: seal }
}

async function one(client: PoolClient, text: string, values: unknown[]): Promise<Image> {
  const { rows } = await client.query<Image>(text, values)
  if (!rows[0]) throw new Error('changed meanwhile')
  return rows[0]
}
