import type { z } from 'zod'
import { sql } from 'kysely'
import { OK } from '#kernel/endpoint.ts'
import type { Act } from '#kernel/rooms.ts'
import { type Day, addDays } from '#kernel/days.ts'
import { lockMatters, moveMatter } from '#features/matters/server/matters.queries.ts'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import type { App } from '#platform/app.ts'
import type { ChangedRow, EventDraft } from '#platform/commit.ts'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { onDaily } from '#platform/jobs/jobs.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { confirmEndpoint } from '../confirm.contract.ts'
import { confirmRefusal, fallenBack, overdue } from '../domain/chain/confirming.ts'
import type { StoredEntry } from '../domain/situation.ts'
import type { ActRequest } from './acts.queries.ts'
import { confirmEntry, reopenFile, voidEntries } from './closeout.queries.ts'
import { itemFollows, itemsAbove, lockAround } from './items.queries.ts'
import { peopleReply } from './people.queries.ts'
import { type Loaded, loadSituation, readSituation } from './situation.queries.ts'

type Form = z.output<typeof confirmEndpoint.input>
type Confirming = Omit<ActRequest, 'expectedVersion'> & { readonly entryId: string }

/** Stands by an entry on behalf, or denies it: then it falls with all that rests on it, a closing among it. */
export async function confirm(tx: WriteTx, context: Confirming, { confirmed, reason }: Form) {
  const { actor, now, id, entryId } = context
  await lockAround(tx, id)
  const loaded = await loadSituation(asReadDb(tx), actor, id)
  const entry = loaded.s.running?.entries.find((each) => each.id === entryId)
  const [signatory] = await peopleReply(asReadDb(tx), entry ? [entry.signatoryId] : [])
  const refusal = confirmRefusal(loaded.s, entry, signatory?.name ?? '', context)
  if (refusal || !entry) throw new RefusalError(refusal ?? { code: 'closeout.confirm-none' })
  if (confirmed) {
    await confirmEntry(tx, entryId, actor.id, now)
    const events: EventDraft[] = [{ act: 'closeout.confirm', subject: id, rows: [['closeout_entry', entryId]] }]
    return { events, result: OK }
  }
  if (reason === undefined) throw new RefusalError({ code: 'closeout.empty', detail: { what: '不确认的原因' } })
  const words = `${actor.name}不确认这条代录：${reason}`
  return { events: await fallBack(tx, loaded, [entry], { act: 'closeout.deny', reason: words, now }), result: OK }
}

type Falling = { readonly act: Act; readonly reason: string; readonly now: Date }

/** To the step of the earliest of some entries, in the same cycle; a closed problem closes no more. The caller holds the locks. */
async function fallBack(
  tx: WriteTx,
  loaded: Loaded,
  entries: readonly StoredEntry[],
  { act, reason, now }: Falling,
): Promise<EventDraft[]> {
  const { id, s, version, closeoutId } = loaded
  const back = fallenBack(s, entries)
  if (!back || closeoutId === null) return []
  await voidEntries(
    tx,
    back.ids.map((voided) => ({ id: voided, reason })),
    now,
  )
  if (s.state === 'closed') await reopenFile(tx, closeoutId)
  await moveMatter(tx, { id, version, from: [s.state], to: { state: 'in_closeout', step: back.step, nextCycle: false } })
  await refreshComputed(tx, [id], { sameDoers: true })
  const rows: ChangedRow[] = [['matter', id], ['closeout', closeoutId], ...back.ids.map((voided): ChangedRow => ['closeout_entry', voided])]
  return [{ act, subject: id, reason, rows }, ...(await itemFollows(tx, loaded, 'in_closeout'))]
}

/** What nobody has confirmed in time falls back, each problem to the step before the entry. */
async function lapse(tx: WriteTx, today: Day, now: Date): Promise<EventDraft[]> {
  const waiting = sql`select m.id from closeout_entry e join closeout c on c.id = e.closeout_id join matter m on m.id = c.matter_id and m.cycle = c.cycle
    where e.confirm_by < ${today} and e.confirmed_at is null and e.voided_at is null and m.state <> 'open'`
  const rows = await queryRows<{ id: string }>(asReadDb(tx), sql`${waiting} group by m.id order by m.id`)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  await lockMatters(tx, ids, itemsAbove(ids))
  const events: EventDraft[] = []
  for (const id of ids) {
    const loaded = await readSituation(asReadDb(tx), id)
    const entries = loaded ? overdue(loaded.s, today) : []
    const by = entries.map(({ confirmBy }) => confirmBy).toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))[0]
    const reason = `代录在 ${by ?? addDays(today, -1)} 前没有得到确认，自动失效，须重新办理`
    if (loaded && entries.length > 0) events.push(...(await fallBack(tx, loaded, entries, { act: 'closeout.lapse', reason, now })))
  }
  return events
}

export const closeoutJobs = (app: App) =>
  onDaily(app, { name: 'closeout.lapse', title: '代录逾期未确认的退回', at: '0:20' }, async ({ finish, today, now }) =>
    finish(async (tx) => ({ events: await lapse(tx, today, now), result: undefined })),
  )
