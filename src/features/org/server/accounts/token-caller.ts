import type { FastifyRequest } from 'fastify'
import { narrowed } from '#kernel/token-acts.ts'
import type { Caller, Deps } from '#platform/app.ts'
import { dayIn } from '#platform/clock.ts'
import { committer } from '#platform/commit.ts'
import { type Schema, read, write } from '#platform/db.ts'
import { authorOf } from '#platform/record/at-the-door.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { refuseOpenAir } from './log-in.ts'
import { passwordDue } from './passwords.ts'
import { MARKED_EVERY_MS } from './session-life.queries.ts'
import { type TokenHolder, holderOf, markUsed } from './token.queries.ts'
import { countTry, countsAt, delayOf } from './tries.queries.ts'

type At = { readonly schema: Schema; readonly now: Date }

/** Who a program acts for: the owner of its token, held to what it names. A wrong token counts at its address like a wrong password. */
export async function callerByToken(
  deps: Pick<Deps, 'db' | 'transport' | 'pause'>,
  token: string,
  request: FastifyRequest,
  at: At,
): Promise<Caller> {
  const { db, pause } = deps
  const { schema, now } = at
  refuseOpenAir(deps, { request })
  const { settings, holder } = await read(db, schema, async (tx) => ({
    settings: await loadSettings(tx),
    holder: await holderOf(tx, token, dayIn(now)),
  }))
  if (!holder) {
    const tried = await write(db, schema, (tx) => countTry(tx, countsAt('token', request.ip, settings), now))
    await pause(delayOf(tried?.failures ?? settings['log-in.failures']))
    throw new RefusalError({ code: 'access.token-wrong' })
  }
  await noteUse(deps, holder, request, at)
  return {
    actor: narrowed(holder.owner, holder.acts),
    byToken: holder.acts,
    due: passwordDue(holder, settings, now) ? 'password' : undefined,
  }
}

/** The first use of a day and each one from another address stand in the record, as a log-in does; otherwise it is marked once a minute at most. */
async function noteUse({ db }: Pick<Deps, 'db'>, holder: TokenHolder, request: FastifyRequest, { schema, now }: At): Promise<void> {
  const { tokenId, usedAt, usedFrom, owner } = holder
  const isNew = usedAt === null || usedFrom !== request.ip || dayIn(usedAt) !== dayIn(now)
  if (!isNew && now.getTime() - usedAt.getTime() <= MARKED_EVERY_MS) return
  const author = authorOf({ actor: owner, request, now })
  await committer(
    db,
    schema,
    author,
  )(async (tx) => {
    await markUsed(tx, tokenId, now, request.ip)
    const event = { act: 'security.use-token', subject: owner.id, rows: [], security: { outcome: 'ok' } } as const
    return { events: isNew ? [event] : [], result: undefined }
  })
}
