import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { actorById } from '#features/org/server/accounts/session.queries.ts'
import { dayIn } from '#platform/clock.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Caller } from '#platform/app.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import {
  PASS_HEADER,
  addEvidenceEndpoint,
  describeEvidenceEndpoint,
  evidencePictureEndpoint,
  listEvidenceEndpoint,
} from '../evidence.contract.ts'
import { cameraPass } from './camera.queries.ts'

/** The pass of a camera page that a request carries. */
export function passOf({ headers }: FastifyRequest): string | undefined {
  const pass = headers[PASS_HEADER]
  return typeof pass === 'string' ? pass : undefined
}

const OPEN = [listEvidenceEndpoint, addEvidenceEndpoint, describeEvidenceEndpoint, evidencePictureEndpoint].map(
  ({ method, path }) => `${method.toUpperCase()} /api${path}`,
)

/**
 * The person who showed the code, for the files of that one matter and for nothing else. Refuses a pass that is over with what to do,
 * and every other door and matter.
 */
export async function callerByPass(db: ReadDb, token: string, request: FastifyRequest, now: Date): Promise<Caller> {
  const pass = await cameraPass(db, token, now)
  const actor = pass && (await actorById(db, pass.person, dayIn(now)))
  if (!pass || !actor) throw new RefusalError({ code: 'camera.expired' })
  const door = `${request.method} ${request.routeOptions.url ?? ''}`
  if (!OPEN.includes(door) || (await requestedMatter(db, request)) !== pass.matterId) throw new RefusalError({ code: 'camera.elsewhere' })
  return { actor }
}

async function requestedMatter(db: ReadDb, { params }: FastifyRequest): Promise<MatterId | undefined> {
  const { matterId, evidenceId } = params as { matterId?: MatterId; evidenceId?: string }
  const id = EvidenceId.safeParse(evidenceId).data
  if (id === undefined) return matterId
  const [found] = await queryRows<{ id: MatterId }>(db, sql`select matter_id as id from evidence where id = ${id}`)
  return found?.id
}
