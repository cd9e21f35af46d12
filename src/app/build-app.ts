import { setTimeout } from 'node:timers/promises'
import { callerByPass, passOf } from '#features/evidence/server/camera-caller.queries.ts'
import { sessionCallers } from '#features/org/server/accounts/session-caller.ts'
import { callerByToken } from '#features/org/server/accounts/token-caller.ts'
import type { Clock } from '#platform/clock.ts'
import { type Database, type Schema, read } from '#platform/db.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import type { LogInWays } from '#platform/identity/log-in-ways.ts'
import type { App, Caller, Deps } from '#platform/app.ts'
import { newApp } from '#platform/http.ts'
import { UNATTENDED } from '#kernel/endpoint.ts'
import { bearerOf, tokenOf } from '#platform/session.ts'
import { PLAIN, type Transport } from '#platform/transport.ts'
import { ROOM_MODULES } from './rooms.ts'

type Parts = {
  readonly db: Database
  readonly clock: Clock
  readonly files: string
  readonly schema: Schema
  readonly setupCode?: string | undefined
  readonly secretBox?: SecretBox | undefined
  readonly log?: boolean
  /** Who asks where nobody logs in: the command line. */
  readonly caller?: Caller
  readonly transport?: Transport | undefined
  readonly ways?: LogInWays | undefined
} & Partial<Pick<Deps, 'pause' | 'knownPassword' | 'backups'>>

/** The application on a given database; tests use it without a port. */
export function buildApp({ schema, log = false, caller, transport = PLAIN, pause = setTimeout, ...parts }: Parts): App {
  const callerOf = caller ? async () => caller : sessionCaller({ ...parts, transport, pause })
  return newApp({ ...parts, transport, pause, schemaFor: () => schema, callerOf }, ROOM_MODULES, log)
}

/** Who a request comes from: by the pass of a camera page or the token of a program where it carries one, else by its session cookie. */
function sessionCaller(deps: Pick<Deps, 'db' | 'clock' | 'transport' | 'pause'>): Deps['callerOf'] {
  const { db, clock } = deps
  const callerBy = sessionCallers(db)
  return async (request, schema, within) => {
    const now = clock()
    const pass = passOf(request)
    if (pass !== undefined) return read(db, schema, (tx) => callerByPass(tx, pass, request, now))
    const bearer = bearerOf(request)
    if (bearer !== undefined) return callerByToken(deps, bearer, request, { schema, now })
    const token = tokenOf(request)
    return token ? callerBy({ token, schema, now, isUnattended: UNATTENDED in request.headers, within }) : undefined
  }
}
