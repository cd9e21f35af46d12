import type { z } from 'zod'
import type { Act } from '#kernel/rooms.ts'
import { OK } from '#kernel/endpoint.ts'
import type { ActivationDecision } from '#kernel/rooms/org-tables.ts'
import { ROLE_WORDS } from '#kernel/roles.ts'
import type { App, RequestContext } from '#platform/app.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { activationsEndpoint, decideActivationEndpoint } from '../../activation.contract.ts'
import { decidersOf } from '../../domain/activations.ts'
import { type Waiting, adminsOn, endActivation, lockActivation } from './activation.queries.ts'
import { activationsView } from './activation.views.ts'
import { applyChange } from './change-account.ts'

const ACT_OF: Readonly<Record<ActivationDecision, Act>> = {
  activated: 'org.activate',
  refused: 'org.refuse-activation',
  withdrawn: 'org.withdraw-activation',
}
type Input = z.output<typeof decideActivationEndpoint.input>

export function activationRoutes(app: App) {
  onRead(app, activationsEndpoint, async ({ db, actor, today }) => ({ activations: await activationsView(db, actor, today) }))

  onWrite(app, decideActivationEndpoint, (context, { activation }, input) =>
    context.commit(async (tx) => {
      const waiting = await lockActivation(tx, activation)
      await refuseDecider(tx, context, waiting, input)
      const { actor, now } = context
      const reason = input.reason || undefined
      await endActivation(tx, activation, { decision: input.decision, by: actor.id, at: now, reason: reason ?? null })
      const decided = { act: ACT_OF[input.decision], subject: waiting.person, reason, rows: [['activation', activation] as const] }
      if (input.decision !== 'activated') return { events: [decided], result: OK }
      const { event } = await applyChange(tx, context, waiting.person, waiting.change)
      return { events: [decided, event], result: OK }
    }),
  )
}

/** Whoever made it may take it back and nothing else; others decide in their turn. */
async function refuseDecider(tx: WriteTx, { actor, today }: RequestContext, waiting: Waiting, { decision }: Input): Promise<void> {
  if (decision === 'withdrawn' && actor.id === waiting.madeBy) return
  const deciders = decidersOf(await adminsOn(asReadDb(tx), today), waiting)
  if (decision !== 'withdrawn' && deciders?.people.includes(actor.id)) return
  throw new RefusalError({ code: 'org.activation-other', detail: { who: ROLE_WORDS[deciders?.role ?? 'security_admin'] } })
}
