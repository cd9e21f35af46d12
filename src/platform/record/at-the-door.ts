import type { FastifyRequest } from 'fastify'
import type { Actor } from '#kernel/access.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { App } from '../app.ts'
import type { Author } from '../commit.ts'
import type { Schema } from '../db.ts'
import type { RefusalError } from '../refusal-error.ts'
import { fileFacts, filterFacts, pathFacts } from './facts.ts'
import { note } from './note.ts'
import { NOBODY_ID, SYSTEM, originOf } from './origin.ts'
import { type Unlisted, isRecorded } from './refusal-log.ts'

/** One request at an endpoint: whoever asks, as far as that is known. */
export type Call = { readonly schema: Schema; readonly request: FastifyRequest; readonly now: Date; actor: Actor }

export const authorOf = ({ actor, request, now }: Pick<Call, 'actor' | 'request' | 'now'>): Author => ({
  person: actor.id || null,
  request: request.id,
  at: now,
  origin: originOf(actor, request),
})

/** Writes down that somebody was refused. The refusal stands even where that fails: it is logged, and nothing is given away. */
export async function recordRefusal(app: App, e: Endpoint, call: Call, { refusal, about }: RefusalError): Promise<void> {
  if (!isRecorded(refusal)) return
  const { schema, request, now, actor } = call
  const { written, unlisted } = app.refusals.take(actor.id || request.ip, now)
  try {
    await recordUnlisted(app, schema, now, unlisted)
    if (!written) return
    const act = e.answers === 'file' || !e.recorded ? 'security.refuse' : e.recorded
    const facts = { title: e.title, path: pathFacts(request.url) }
    const subject = about ?? (actor.id || NOBODY_ID)
    await note(app.db, schema, authorOf(call), [{ act, subject, rows: [], security: { outcome: 'refused', code: refusal.code, facts } }])
  } catch (error) {
    request.log.error(error)
  }
}

/** What was only counted, of minutes that are over. */
export async function recordUnlisted(app: App, schema: Schema, now: Date, unlisted: readonly Unlisted[]): Promise<void> {
  if (unlisted.length === 0) return
  const events = unlisted.map(({ key, times }) => ({
    act: 'security.refuse' as const,
    subject: NOBODY_ID,
    rows: [],
    security: { outcome: 'refused' as const, facts: { by: key || '其他', unlisted: times } },
  }))
  await note(app.db, schema, { person: null, request: 'unlisted', at: now, origin: SYSTEM }, events)
}

/** Writes down which file goes out to whom; where that can't be written, it doesn't go out. */
export async function recordFile(app: App, e: Endpoint, call: Call, input: unknown, answer: unknown): Promise<void> {
  if (!e.recorded) return
  const filter = filterFacts(input)
  const facts = { title: e.title, path: pathFacts(call.request.url), ...(filter && { filter }), ...fileFacts(e, answer) }
  const event = { act: e.recorded, subject: call.actor.id || NOBODY_ID, rows: [], security: { outcome: 'ok' as const, facts } }
  await note(app.db, call.schema, authorOf(call), [event])
}
