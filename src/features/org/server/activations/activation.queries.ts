import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { ActivationDecision, ActivationKind, LogInWay } from '#kernel/rooms/org-tables.ts'
import { ADMIN_ROLES, type AdminRole, type Role } from '#kernel/roles.ts'
import { type ReadDb, type WriteTx, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Term } from '../../domain/duties.ts'

/** What is changed of somebody's account or roles. */
export type Change =
  | { readonly kind: 'account' | 'enable' }
  | { readonly kind: 'second_factor' }
  | { readonly kind: 'reset'; readonly hash: string }
  /** `hash`: of the first password handed out for the way `local`, else of one that nobody has. */
  | { readonly kind: 'way'; readonly way: LogInWay; readonly hash: string }
  | { readonly kind: 'duty'; readonly term: Term }
export type Waiting = { readonly id: string; readonly person: string; readonly madeBy: string; readonly change: Change }

const NOTHING = { unit_id: null, role: null, from_on: null, to_on: null, way: null, password_hash: null }
function columnsOf(change: Change) {
  const { kind } = change
  switch (change.kind) {
    case 'duty':
      return { kind, unit_id: change.term.unitId, role: change.term.role, from_on: change.term.from, to_on: change.term.to }
    case 'way':
      return { kind, way: change.way, password_hash: change.hash }
    case 'reset':
      return { kind, password_hash: change.hash }
    case 'account':
    case 'enable':
    case 'second_factor':
      return { kind }
    default:
      return change satisfies never
  }
}

type Submitted = { readonly id: string; readonly person: string; readonly madeBy: string; readonly madeAt: Date }
/** Puts a change down as waiting; one of a kind for one person at a time. */
export async function addActivation(tx: WriteTx, { id, person, madeBy, madeAt }: Submitted, change: Change): Promise<void> {
  const [added] = await tx
    .insertInto('activation')
    .values({
      id,
      ...NOTHING,
      ...columnsOf(change),
      person_id: person,
      made_by: madeBy,
      made_at: madeAt,
      decision: null,
      decided_by: null,
      decided_at: null,
      decision_reason: null,
    })
    .onConflict((open) => open.doNothing())
    .returning('id')
    .execute()
  if (!added) throw new RefusalError({ code: 'org.activation-waits' })
}

/** Locks one that waits: of two who decide at once the second is refused. */
export async function lockActivation(tx: WriteTx, id: string): Promise<Waiting> {
  const row = await tx.selectFrom('activation').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new RefusalError({ code: 'org.not-found' })
  if (row.decision !== null) throw new RefusalError({ code: 'org.activation-decided' })
  return { id, person: row.person_id, madeBy: row.made_by, change: changeOf(row) }
}

type Row = {
  readonly kind: ActivationKind
  readonly unit_id: string | null
  readonly role: Role | null
  readonly from_on: Day | null
  readonly to_on: Day | null
  readonly way: LogInWay | null
  readonly password_hash: string | null
}
function changeOf({ kind, unit_id, role, from_on, to_on, way, password_hash: hash }: Row): Change {
  if (unit_id !== null && role !== null && from_on !== null)
    return { kind: 'duty', term: { unitId: unit_id, role, from: from_on, to: to_on } }
  if (hash !== null) return way === null ? { kind: 'reset', hash } : { kind: 'way', way, hash }
  if (kind === 'account' || kind === 'enable') return { kind }
  if (kind === 'second_factor') return { kind }
  throw new Error(`an activation of kind ${kind} does not say what it changes`)
}

type Decided = { readonly decision: ActivationDecision; readonly by: string; readonly at: Date; readonly reason: string | null }
/** How it ended; the hash of a password that was not taken into use is of no use to anybody. */
export const endActivation = (tx: WriteTx, id: string, { decision, by, at, reason }: Decided) =>
  tx
    .updateTable('activation')
    .set({ decision, decided_by: by, decided_at: at, decision_reason: reason, password_hash: null })
    .where('id', '=', id)
    .execute()

/** Administrators of today who can log in. */
export const adminsOn = (db: ReadDb, today: Day) =>
  queryRows(
    db,
    sql<{ person: string; name: string; role: AdminRole }>`
      select p.id as person, p.name, d.role from duty d join person p on p.id = d.person_id join account a on a.person_id = p.id
      where d.role in (${sql.join(ADMIN_ROLES)}) and d.from_on <= ${today} and (d.to_on is null or d.to_on >= ${today})
        and (p.ended_on is null or p.ended_on >= ${today}) and a.disabled_at is null
      order by p.name, p.id`,
  )
