import { randomUUID } from 'node:crypto'
import type { Act } from '#kernel/rooms.ts'
import type { ActivationKind } from '#kernel/rooms/org-tables.ts'
import { ADMIN_ROLES } from '#kernel/roles.ts'
import type { RequestContext } from '#platform/app.ts'
import { type ChangedRow, type EventDraft, eventOrThrow } from '#platform/commit.ts'
import type { WriteTx } from '#platform/db.ts'
import { beginDuty } from '../../domain/duties.ts'
import { lockAccount, saveWay, switchAccount } from '../accounts/account.queries.ts'
import { endSessionsOf } from '../accounts/session-life.queries.ts'
import { setPassword } from '../accounts/session.queries.ts'
import { unlock } from '../accounts/tries.queries.ts'
import { adminsInOffice, keepLocalAdmin, lockAdmins } from '../locks.queries.ts'
import { addDuty, lockPresent, termsOf } from '../people/people.queries.ts'
import { dropFactor } from '../second-factor/second-factor.queries.ts'
import { refuseEndedUnit } from '../units/unit.queries.ts'
import { type Change, addActivation } from './activation.queries.ts'

const ACT_OF: Readonly<Record<ActivationKind, Act>> = {
  account: 'org.open-account',
  enable: 'org.enable-account',
  reset: 'org.reset-password',
  second_factor: 'org.reset-factor',
  way: 'org.save-way',
  duty: 'org.begin-duty',
}
/** Where it changes something else than the account. */
const TABLE_OF: Partial<Record<ActivationKind, 'duty' | 'second_factor'>> = { duty: 'duty', second_factor: 'second_factor' }
const ONE_HAND = '系统、安全、审计管理员尚未全部到任，由一人办理'

type By = Pick<RequestContext, 'actor' | 'now' | 'today'>
type Submitted = { readonly events: readonly EventDraft[]; readonly waits: boolean; readonly id: string }

/**
 * The one door for what an administrator changes of accounts and roles: it holds at once until all three administrators are in office (the record
 * says so), and from then on when another one has activated it (decision 0040). `id`: of what came to be, the duty or the waiting change.
 */
export async function changeAccount(tx: WriteTx, { actor, now, today }: By, person: string, change: Change): Promise<Submitted> {
  const inOffice = await adminsInOffice(tx, today)
  if (!ADMIN_ROLES.every((role) => inOffice.has(role))) {
    const { id, event } = await applyChange(tx, { now, today }, person, change)
    return { events: [{ ...event, reason: ONE_HAND }], waits: false, id }
  }
  const id = randomUUID()
  if (change.kind === 'duty') await refuseUnfit(tx, person, change)
  await addActivation(tx, { id, person, madeBy: actor.id, madeAt: now }, change)
  const rows: ChangedRow[] = [['activation', id], ...(change.kind === 'account' ? [['account', person] as const] : [])]
  return { events: [{ act: 'org.submit-activation', subject: person, rows }], waits: true, id }
}

type Applied = { readonly id: string; readonly event: EventDraft }
/** Makes a change hold; by one hand at once, or by the second person's. */
export async function applyChange(tx: WriteTx, at: Pick<By, 'now' | 'today'>, person: string, change: Change): Promise<Applied> {
  const id = await apply(tx, at, person, change)
  return { id, event: { act: ACT_OF[change.kind], subject: person, rows: [[TABLE_OF[change.kind] ?? 'account', id]] } }
}

async function apply(tx: WriteTx, { now, today }: Pick<By, 'now' | 'today'>, person: string, change: Change): Promise<string> {
  switch (change.kind) {
    case 'account':
    case 'enable':
      await switchAccount(tx, person, { on: now, isNew: change.kind === 'account' })
      return person
    case 'reset':
      return proveAnew(tx, person, now, () => setPassword(tx, person, change.hash, { by: 'admin', now }))
    case 'second_factor':
      return proveAnew(tx, person, now, () => dropFactor(tx, person))
    case 'way':
      await lockAdmins(tx, today)
      await proveAnew(tx, person, now, async () => {
        await setPassword(tx, person, change.hash, { by: 'admin', now })
        await saveWay(tx, person, change.way)
      })
      await keepLocalAdmin(tx, today)
      return person
    case 'duty': {
      const duty = { ...(await refuseUnfit(tx, person, change)), id: randomUUID(), personId: person }
      await addDuty(tx, duty)
      return duty.id
    }
    default:
      return change satisfies never
  }
}

/** Somebody will prove anew who they are: with a first password, or somewhere else. What was opened before ends. */
async function proveAnew(tx: WriteTx, person: string, now: Date, change: () => Promise<void>): Promise<string> {
  const login = await lockAccount(tx, person)
  await change()
  await unlock(tx, login, person)
  await endSessionsOf(tx, person, { why: 'account', now })
  return person
}

/** Looked at when it is submitted and again when it begins to hold: much may have changed in between. */
async function refuseUnfit(tx: WriteTx, person: string, { term }: Extract<Change, { kind: 'duty' }>) {
  await lockPresent(tx, person)
  await refuseEndedUnit(tx, term.unitId)
  return eventOrThrow(beginDuty(await termsOf(tx, person), term))
}
