import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import type { StepHolder } from '#kernel/rooms/closeout-steps.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { doerRefusal, maySignPaper } from '../domain/chain/holders.ts'
import type { Human, Named, Situation } from '../domain/situation.ts'

/** A person with unit and post, as a page shows them. */
export type PersonReply = { readonly id: PersonId; readonly name: string; readonly unit: string | null; readonly post: string | null }

export const PERSON_REPLY = sql`jsonb_build_object('id', q.id, 'name', q.name, 'unit', (select coalesce(u.short_name, u.name) from unit u where u.id = q.unit_id), 'post', q.post)`

/** People as they are shown, in the order of the ids. */
export const peopleReply = async (db: ReadDb, ids: readonly string[]): Promise<PersonReply[]> => {
  if (ids.length === 0) return []
  const rows = await queryRows<{ person: PersonReply }>(
    db,
    sql`select ${PERSON_REPLY} as person from unnest(${[...ids]}::uuid[]) with ordinality as w(id, n) join person q on q.id = w.id order by w.n`,
  )
  return rows.map(({ person }) => person)
}

/** People in office on a day who fulfil a condition on person q, as the rules see them: one query. */
const humansWhere = (db: ReadDb, today: Day, condition: RawBuilder<unknown>) =>
  queryRows<Human>(
    db,
    sql`select q.id, q.name,
      array(with recursive up as (select q.unit_id as id union select u.parent_id from unit u join up on up.id = u.id where u.parent_id is not null)
        select id from up) as "unitPath",
      array(with recursive up as (select q.unit_id as id
          union select d.unit_id from duty d where d.person_id = q.id and d.role in ('handler', 'head') and d.from_on <= ${today} and (d.to_on is null or d.to_on >= ${today})
          union select u.parent_id from unit u join up on up.id = u.id where u.parent_id is not null)
        select id from up) as "worksIn",
      exists (select from account a where a.person_id = q.id and a.disabled_at is null) as "hasAccount",
      coalesce((select jsonb_agg(jsonb_build_object('role', d.role, 'units', (
          with recursive below as (select d.unit_id as id union select u.id from unit u join below b on u.parent_id = b.id) select jsonb_agg(id) from below)))
        from duty d where d.person_id = q.id and d.from_on <= ${today} and (d.to_on is null or d.to_on >= ${today})), '[]') as duties
      from person q where (q.ended_on is null or q.ended_on >= ${today}) and ${condition} order by q.name, q.id`,
  )

export const humansById = async (db: ReadDb, today: Day, ids: readonly string[]): Promise<ReadonlyMap<string, Human>> => {
  if (ids.length === 0) return new Map()
  const found = await humansWhere(db, today, sql`q.id = any(${[...ids]}::uuid[])`)
  return new Map(found.map((human) => [human.id, human]))
}

const withDuty = (role: string, units?: readonly Named[]) => sql`exists (select from duty d where d.person_id = q.id and d.role = ${role}
  ${units ? sql`and d.unit_id in (with recursive up as (select unnest(${units.map(({ id }) => id)}::uuid[]) as id union select u.parent_id from unit u join up on up.id = u.id) select id from up)` : sql``})`
const CANDIDATES: Readonly<Record<StepHolder, (parties: Situation['parties']) => RawBuilder<unknown>>> = {
  lead_head: ({ lead }) => withDuty('head', lead ? [lead] : []),
  territory_head: ({ territory }) => withDuty('head', territory),
  supervising: () => withDuty('supervisor'),
  office: () => withDuty('officer'),
  leader: ({ leaders }) => sql`q.id = any(${leaders.map(({ id }) => id)}::uuid[])`,
  acceptance: ({ acceptance }) => sql`q.unit_id in (with recursive below as (
      select unnest(${acceptance.map(({ id }) => id)}::uuid[]) as id union select u.id from unit u join below b on u.parent_id = b.id) select id from below)`,
}

/** Whose paper may be entered for a step: those who hold it, without those who did the work. */
export async function signatoriesOf(db: ReadDb, s: Situation, step: ChainStep, today: Day): Promise<string[]> {
  const candidates = await humansWhere(db, today, CANDIDATES[step.holder](s.parties))
  return candidates.filter((person) => maySignPaper(s, step, person) && doerRefusal(s, step, [person.id], '') === null).map(({ id }) => id)
}
