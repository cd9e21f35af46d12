import type { FastifyRequest } from 'fastify'
import type { Actor } from '#kernel/access.ts'
import type { Role } from '#kernel/roles.ts'
import { bearerOf, sha256, tokenOf } from '../session.ts'

/** Who did something, as what and from where, at that time. It stands in every event, whatever becomes of the person later. */
export type Origin = {
  readonly name: string
  readonly roles: readonly Role[]
  readonly address?: string
  /** Tells sessions apart and opens none: a part of the hash of its token. */
  readonly session?: string
  readonly agent?: string
}

/** What the mark of a program's token begins with. */
const BY_TOKEN = 'token-'
const LONGEST_AGENT = 200
const rolesOf = ({ duties }: Actor) => [...new Set(duties.map(({ role }) => role))]

/** A session as the record names it. */
export const sessionMark = (token: string) => sha256(token).slice(0, 16)

export function originOf(actor: Actor, request: FastifyRequest): Origin {
  const bearer = bearerOf(request)
  const token = bearer ?? tokenOf(request)
  const agent = request.headers['user-agent']?.slice(0, LONGEST_AGENT)
  return {
    name: actor.name,
    roles: rolesOf(actor),
    address: request.ip,
    ...(token && { session: `${bearer === undefined ? '' : BY_TOKEN}${sessionMark(token)}` }),
    ...(agent && { agent }),
  }
}

/** What the program does by itself, or later for somebody. */
export const originOfJob = (actor: Actor | undefined): Origin => ({
  name: actor?.name ?? '系统',
  roles: actor ? rolesOf(actor) : [],
  agent: '后台任务',
})
/** What the installation does outside requests and jobs: it starts, stops, is verified. */
export const SYSTEM: Origin = { name: '系统', roles: [] }
/** Subject of what concerns no person. */
export const NOBODY_ID = '00000000-0000-0000-0000-000000000000'
