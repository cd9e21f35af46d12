import type { RequestContext } from '#platform/app.ts'
import type { z } from 'zod'
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
export type ActRequest = Pick<RequestContext, 'actor' | 'today' | 'now'> & { readonly id: string; readonly expectedVersion: number }
type In<E extends { readonly input: z.ZodType }> = z.output<E['input']>

/** Locks first, then reads what is decided on; somebody who saw an older version hears who was faster. */
async function locked(tx: WriteTx, { actor, id, expectedVersion }: ActRequest): Promise<Loaded> {
  const versions = await lockAround(tx, id)
  const loaded = await loadSituation(asReadDb(tx), actor, id)
  await refuseIfChanged(asReadDb(tx), versions, [{ id, version: expectedVersion }])
  return loaded
}
const stamp = ({ actor, now, expectedVersion }: ActRequest) => ({ person: actor.id, now, expectedVersion })

async function decided(
  tx: WriteTx,
  context: ActRequest,
  decide: (loaded: Loaded) => Decision<Outcome> | Promise<Decision<Outcome>>,
): Promise<AppliedOutcome> {
  const loaded = await locked(tx, context)
  return applyOutcome(tx, loaded, eventOrThrow(await decide(loaded)), stamp(context))
}

export async function applyFor(tx: WriteTx, context: ActRequest, form: In<typeof applyEndpoint>): Promise<AppliedOutcome> {
  const loaded = await locked(tx, context)
  const application: Application = form
  const facts = sealWith(loaded, application)
  const outcome = eventOrThrow(decideApply({ ...loaded.s, seal: sealOf(facts) }, context, application))
  return applyOutcome(tx, loaded, outcome, stamp(context), facts)
}

export const withdraw = (tx: WriteTx, context: ActRequest, { reason }: In<typeof withdrawEndpoint>) =>
  decided(tx, context, ({ s }) => decideWithdraw(s, context, reason))

export const sign = (tx: WriteTx, context: ActRequest, form: In<typeof signEndpoint>) =>
  decided(tx, context, async ({ s }) =>
    decideSign(s, context, form, await humansById(asReadDb(tx), context.today, named(form.signatoryId))),
  )

const named = (id: string | undefined) => (id === undefined ? [] : [id])
const utc = (instant: string) => new Date(instant).toISOString()

export const verify = (tx: WriteTx, context: ActRequest, form: In<typeof verifyEndpoint>) =>
  decided(tx, context, async ({ s }) => {
    const ids = [...new Set([...form.memberIds, ...named(form.signatoryId), context.actor.id])]
    const people = await humansById(asReadDb(tx), context.today, ids)
    const verified = { ...form, from: utc(form.from), to: utc(form.to) }
    return decideVerify(s, { ...context, now: context.now.toISOString() }, verified, people)
  })

export const publish = (tx: WriteTx, context: ActRequest, form: In<typeof noticeEndpoint>) =>
  decided(tx, context, ({ s }) => decideNotice(s, context, form))

export const endNotice = (tx: WriteTx, context: ActRequest, form: In<typeof noticeEndEndpoint>) =>
  decided(tx, context, ({ s }) => decideNoticeEnd(s, context, form))

export const file = (tx: WriteTx, context: ActRequest, form: In<typeof fileEndpoint>) =>
  decided(tx, context, ({ s }) => decideFile(s, context, form))

/** The item or problem above may have to open first; the next cycle begins with nothing done and nothing proved. */
export const revoke = (tx: WriteTx, context: ActRequest, form: In<typeof revokeEndpoint>) =>
  decided(tx, context, ({ s }) => decideRevoke(s, context, form))
