import { sql } from 'kysely'
import type { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import type { Chain } from '#kernel/rooms/closeout-chain.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Cycle } from '../closeout.contract.ts'
import type { EntryFacts } from '../domain/situation.ts'
import { PERSON_REPLY, type PersonReply, peopleReply } from './people.queries.ts'

type Answered = z.input<typeof Cycle>
type Entry = Answered['entries'][number]
type StoredEntry = Omit<Entry, 'verification' | 'notice' | 'filing' | 'stepName' | 'at' | 'voided' | 'confirmation'> & {
  readonly facts: EntryFacts
  readonly at: string
  readonly voidedAt: string | null
  readonly voidReason: string | null
  readonly confirmBy: Day | null
  readonly confirmedAt: string | null
  readonly confirmedBy: string | null
  readonly bySignatory: boolean
}
type Stored = Omit<Answered, 'steps' | 'entries' | 'revoked' | 'begunAt'> & {
  readonly chain: Chain
  readonly begunAt: Date
  readonly revokedOn: Day | null
  readonly revokeKind: string | null
  readonly revokeReason: string | null
  readonly entries: StoredEntry[]
}
/** One cycle's file as it stands in the record; `chain` are the steps it began with. */
export type CloseoutFile = Omit<Answered, 'steps'> & { readonly chain: Chain }

/** Every file of a matter, the newest first, with its entries, verifiers and objections: two queries. The caller has checked the reach. */
export async function loadCloseoutFile(db: ReadDb, matterId: string): Promise<CloseoutFile[]> {
  const files = await queryRows<Stored>(
    db,
    sql`select c.cycle, c.chain, c.chain_version as "chainVersion", c.statement, c.lasting_mechanism as "lastingMechanism", c.completed_on as "completedOn",
        (select q.name from person q where q.id = c.applied_by) as applicant, c.applications, c.returns, c.begun_at as "begunAt", c.closed_on as "closedOn",
        c.filed_on as "filedOn", c.revoked_on as "revokedOn", c.revoke_kind as "revokeKind", c.revoke_reason as "revokeReason",
        ${entries} as entries, ${objections} as objections
      from closeout c where c.matter_id = ${matterId} order by c.cycle desc`,
  )
  const members = files.flatMap((file) => file.entries.flatMap(({ facts }) => facts.verification?.memberIds ?? []))
  const people = new Map((await peopleReply(db, [...new Set(members)])).map((person) => [person.id as string, person]))
  return files.map(({ begunAt, revokedOn, revokeKind, revokeReason, ...file }) => ({
    ...file,
    begunAt: begunAt.toISOString(),
    revoked: revokedOn === null ? null : { on: revokedOn, kind: revokeKind as 'rebound', reason: revokeReason ?? '' },
    entries: file.entries.map((entry) => shownEntry(entry, file.chain, people)),
  }))
}

const STEP_WORDS: Readonly<Record<string, string>> = { apply: '申请人' }

/** Whether the reader may confirm it says the view that knows them. */
function confirmationOf({ confirmBy, confirmedAt, confirmedBy, bySignatory, signatory }: StoredEntry): Entry['confirmation'] {
  if (confirmBy === null) return null
  const who = bySignatory ? (signatory?.name ?? '签署人') : '代录人以外的专班成员'
  const confirmed = confirmedAt === null ? null : { at: new Date(confirmedAt).toISOString(), by: confirmedBy ?? '' }
  return { by: confirmBy, who, confirmed, whyNot: '' }
}

function shownEntry(stored: StoredEntry, chain: Chain, people: ReadonlyMap<string, PersonReply>): Entry {
  const { facts, voidedAt, voidReason, at, confirmBy: _by, confirmedAt: _at, confirmedBy: _who, bySignatory: _own, ...entry } = stored
  const { verification, notice, filing } = facts
  return {
    ...entry,
    at: new Date(at).toISOString(),
    stepName: chain.find(({ key }) => key === entry.step)?.name ?? STEP_WORDS[entry.step] ?? entry.step,
    verification: verification
      ? {
          ...verification,
          memberIds: [...verification.memberIds],
          photoIds: [...verification.photoIds],
          lines: verification.lines.map((line) => ({ ...line, acceptedIds: [...line.acceptedIds] })),
          members: verification.memberIds.flatMap((id) => people.get(id) ?? []),
        }
      : null,
    notice: notice ? { ...notice, steps: [...notice.steps] } : null,
    filing: filing ?? null,
    voided: voidedAt === null ? null : { at: new Date(voidedAt).toISOString(), reason: voidReason ?? '' },
    confirmation: confirmationOf(stored),
  }
}

const entries = sql`coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'seq', e.seq, 'step', e.step, 'act', e.act, 'verdict', e.verdict,
    'signatory', (select ${PERSON_REPLY} from person q where q.id = e.signatory_id), 'recorder', (select q.name from person q where q.id = e.recorder_id),
    'signedOn', e.signed_on, 'text', e.text, 'scanId', e.scan_id, 'seal', e.seal, 'facts', e.facts, 'at', e.at,
    'voidedAt', e.voided_at, 'voidReason', e.void_reason, 'confirmBy', e.confirm_by, 'confirmedAt', e.confirmed_at,
    'confirmedBy', (select q.name from person q where q.id = e.confirmed_by),
    'bySignatory', exists (select from account a where a.person_id = e.signatory_id and a.disabled_at is null)) order by e.seq) from closeout_entry e where e.closeout_id = c.id), '[]')`
const objections = sql`coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'receivedOn', b.received_on, 'text', b.text, 'answer', b.answer,
    'answeredOn', b.answered_on, 'upheld', b.upheld) order by b.received_on, b.id) from notice_objection b where b.closeout_id = c.id), '[]')`
