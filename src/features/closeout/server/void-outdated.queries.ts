import { sql } from 'kysely'
import type { Chain } from '#kernel/rooms/closeout-chain.ts'
import { stepBack } from '#features/matters/server/matters.queries.ts'
import type { ChangedRow, Reaction, EventDraft } from '#platform/commit.ts'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import type { StoredEntry } from '../domain/situation.ts'
import { voidedBySeal } from '../domain/chain/steps.ts'
import { voidWords } from '../domain/seal/void-words.ts'
import { voidEntries } from './closeout.queries.ts'
import { sealFacts, sealOf } from './seal.queries.ts'
import { storedEntries } from './situation.queries.ts'

type InCloseout = {
  readonly id: string
  readonly parentId: string | null
  readonly closeoutId: string
  readonly step: string
  readonly chain: Chain
  readonly entries: StoredEntry[]
}

/**
 * After any act that may have changed what was signed: seals are made anew, opinions given on other facts are void, and the matter goes back
 * to the earliest of their steps. One query where nothing is in close-out.
 */
export const voidOutdated: Reaction = async (tx, events, { at }) => {
  // of several acts on one matter the first is the cause, what follows answers it
  const changed = events.filter(({ act }) => !act.startsWith('closeout.')).toReversed()
  const acts = new Map(
    changed.flatMap(({ act, subject, rows }) => [[subject, act] as const, ...mattersIn(rows).map((id) => [id, act] as const)]),
  )
  const running = acts.size === 0 ? [] : await inCloseout(tx, [...acts.keys()])
  if (running.length === 0) return []
  const facts = await sealFacts(
    asReadDb(tx),
    running.map(({ id }) => id),
  )
  const off = running.flatMap((file) => {
    const voided = voidedBySeal({ chain: file.chain, running: { ...NOBODY, entries: file.entries }, seal: sealOf(facts.get(file.id)) })
    return voided
      ? [{ ...file, ids: voided.ids, back: voided.step, reason: voidWords(acts.get(file.id) ?? acts.get(file.parentId ?? '') ?? '') }]
      : []
  })
  if (off.length === 0) return []
  await voidEntries(
    tx,
    off.flatMap(({ ids, reason }) => ids.map((id) => ({ id, reason }))),
    at,
  )
  for (const { id, back, step } of off) if (back !== step) await stepBack(tx, id, back)
  return off.map(({ id, ids, reason }): EventDraft => ({
    act: 'closeout.void',
    subject: id,
    reason,
    rows: [['matter', id], ...ids.map((entry): ChangedRow => ['closeout_entry', entry])],
  }))
}

const NOBODY = { applicantId: '', closedOn: null, filedOn: null, objections: [] }
const MATTER_TABLES: ReadonlySet<string> = new Set(['matter', 'problem', 'point_measure'])
const mattersIn = (rows: readonly ChangedRow[]) => rows.filter(([table]) => MATTER_TABLES.has(table)).map(([, id]) => id)

/**
 * Of some matters and the points that inherit from them, those whose close-out runs. The matters stand in a query of their own: by their step
 * PostgreSQL would look at every close-out that runs.
 */
const inCloseout = (tx: WriteTx, ids: readonly string[]) =>
  queryRows<InCloseout>(
    asReadDb(tx),
    sql`select m.id, m.parent_id as "parentId", c.id as "closeoutId", m.step, c.chain, ${storedEntries} as entries
      from (select m.id, m.cycle, m.state, m.step, p.parent_id from matter m join problem p on p.matter_id = m.id where m.id = any(array(
        select unnest(${[...ids]}::uuid[]) union select q.matter_id from problem q where q.level = 'point' and q.parent_id = any(${[...ids]}::uuid[])))
        offset 0) m
      join closeout c on c.matter_id = m.id and c.cycle = m.cycle where m.state = 'in_closeout' and m.step is not null
      order by m.id for update of c`,
  )
