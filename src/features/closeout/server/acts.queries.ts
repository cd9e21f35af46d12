import type { RequestContext } from '#platform/http.ts'
import type { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import { refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import { eventOrThrow } from '#platform/commit.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import type {
  applyEndpoint,
  fileEndpoint,
  noticeEndEndpoint,
  noticeEndpoint,
  revokeEndpoint,
  signEndpoint,
  verifyEndpoint,
  withdrawEndpoint,
} from '../closeout.contract.ts'
import { decideApply, decideRevoke, decideWithdraw } from '../domain/decide/decide-application.ts'
import { decideFile, decideNotice, decideNoticeEnd } from '../domain/decide/decide-notice.ts'
import { decideSign } from '../domain/decide/decide-opinion.ts'
import { decideVerify } from '../domain/decide/decide-verification.ts'
import type { Application, Outcome } from '../domain/situation.ts'
import type { Decision } from '#kernel/decision.ts'
import { lockAround } from './items.queries.ts'
import { humansById } from './people.queries.ts'
import { sealOf } from './seal.queries.ts'
import { type AppliedOutcome, applyOutcome } from './apply-outcome.queries.ts'
import { type Loaded, loadSituation, sealWith } from './situation.queries.ts'

/** Who asks, when, for which matter, and the version they saw. */
export type Doing = Pick<RequestContext, 'actor' | 'today' | 'now'> & { readonly id: string; readonly expectedVersion: number }
type In<E extends { readonly input: z.ZodType }> = z.output<E['input']>

/** Locks first, then reads what is decided on; somebody who saw an older version hears who was faster. */
async function locked(tx: WriteTx, { actor, id, expectedVersion }: Doing): Promise<Loaded> {
  const versions = await lockAround(tx, id)
  const loaded = await loadSituation(asReadDb(tx), actor, id)
  await refuseIfChanged(asReadDb(tx), versions, [{ id, version: expectedVersion }])
  return loaded
}
const acting = ({ actor, now, expectedVersion }: Doing) => ({ person: actor.id, now, expectedVersion })

async function decided(
  tx: WriteTx,
  doing: Doing,
  decide: (loaded: Loaded) => Decision<Outcome> | Promise<Decision<Outcome>>,
): Promise<AppliedOutcome> {
  const loaded = await locked(tx, doing)
  return applyOutcome(tx, loaded, eventOrThrow(await decide(loaded)), acting(doing))
}

export async function applyFor(tx: WriteTx, doing: Doing, form: In<typeof applyEndpoint>): Promise<AppliedOutcome> {
  const loaded = await locked(tx, doing)
  const application: Application = { ...form, completedOn: form.completedOn as Day }
  const facts = sealWith(loaded, application)
  const outcome = eventOrThrow(decideApply({ ...loaded.s, seal: sealOf(facts) }, doing, application))
  return applyOutcome(tx, loaded, outcome, acting(doing), facts)
}

export const withdraw = (tx: WriteTx, doing: Doing, { reason }: In<typeof withdrawEndpoint>) =>
  decided(tx, doing, ({ s }) => decideWithdraw(s, doing, reason))

export const sign = (tx: WriteTx, doing: Doing, form: In<typeof signEndpoint>) =>
  decided(tx, doing, async ({ s }) => decideSign(s, doing, form, await humansById(asReadDb(tx), doing.today, named(form.signatoryId))))

const named = (id: string | undefined) => (id === undefined ? [] : [id])
const utc = (instant: string) => new Date(instant).toISOString()

export const verify = (tx: WriteTx, doing: Doing, form: In<typeof verifyEndpoint>) =>
  decided(tx, doing, async ({ s }) => {
    const ids = [...new Set([...form.memberIds, ...named(form.signatoryId), doing.actor.id])]
    const people = await humansById(asReadDb(tx), doing.today, ids)
    const verified = { ...form, from: utc(form.from), to: utc(form.to) }
    return decideVerify(s, { ...doing, now: doing.now.toISOString() }, verified, people)
  })

export const publish = (tx: WriteTx, doing: Doing, form: In<typeof noticeEndpoint>) =>
  decided(tx, doing, ({ s }) => decideNotice(s, doing, { ...form, from: form.from as Day }))

export const endNotice = (tx: WriteTx, doing: Doing, form: In<typeof noticeEndEndpoint>) =>
  decided(tx, doing, ({ s }) => decideNoticeEnd(s, doing, form))

export const file = (tx: WriteTx, doing: Doing, form: In<typeof fileEndpoint>) =>
  decided(tx, doing, ({ s }) => decideFile(s, doing, { ...form, on: form.on as Day }))

/** The item or problem above may have to open first; the next cycle begins with nothing done and nothing proved. */
export const revoke = (tx: WriteTx, doing: Doing, form: In<typeof revokeEndpoint>) =>
  decided(tx, doing, ({ s }) => decideRevoke(s, doing, form))
