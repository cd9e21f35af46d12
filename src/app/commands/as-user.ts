import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { closeSession, openSession } from '#features/org/server/accounts/session-life.queries.ts'
import { accountByLogin, actorById } from '#features/org/server/accounts/session.queries.ts'
import { asOneName } from '#kernel/fields.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import { dayIn } from '#platform/clock.ts'
import { committer } from '#platform/commit.ts'
import { type Schema, read, write } from '#platform/db.ts'
import type { Caller } from '#platform/app.ts'
import { originOfJob, sessionMark } from '#platform/record/origin.ts'
import { AGENT, type ApiClient, EndpointRefusedError, clientOf } from '../in-process-client.ts'
import { buildApp } from '../build-app.ts'
import { type Installation, firstSchemaOf, withInstallation } from '../open-installation.ts'
import { type Args, UsageError, dataFolder } from './command.ts'

/** Whose log-in name it is; refused where it is nobody's. */
type PersonOf = (login: string) => Promise<string>

/** Works on the data folder as a person of the district, under that person's permissions, through the same endpoints as the browser. */
export async function asUser<T>(args: Args, work: (client: ApiClient, personOf: PersonOf) => Promise<T>): Promise<T> {
  return withStore(args, (store) => inSession(store, args.flags['as'] ?? '', work))
}

/** Reads the data folder as whoever owns it: everything may be seen, nothing changed. Permission is the file system's. */
export async function asOwner<T>(args: Args, work: (client: ApiClient) => Promise<T>): Promise<T> {
  return withStore(args, (store) => work(clientOf(appOn(store, OWNER), '')))
}

const OWNER = {
  actor: { id: PersonId.parse('00000000-0000-4000-8000-000000000000'), name: '命令行', duties: [{ role: 'supervisor', units: [] }] },
} as const

function appOn(store: Installation, caller?: Caller) {
  const { db, folder, secretBox } = store
  const schema = firstSchemaOf(store)
  return buildApp({ db, clock: () => new Date(), files: join(folder, 'files'), schema, secretBox, log: true, ...(caller && { caller }) })
}

const withStore = <T>(args: Args, work: (store: Installation) => Promise<T>): Promise<T> =>
  withInstallation(dataFolder(args), work).catch((error: unknown) => {
    throw error instanceof EndpointRefusedError ? new UsageError(error.message) : error
  })

/** No command takes longer; its session ends with it. */
const LONGEST_HOURS = 24

/** A session as a log-in opens it, recorded as one; no password: whoever runs the command owns the data folder. */
async function logIn({ db }: Installation, schema: Schema, person: PersonId): Promise<string> {
  const now = new Date()
  const actor = await read(db, schema, (tx) => actorById(tx, person, dayIn(now)))
  const author = { person, request: randomUUID(), at: now, origin: { ...originOfJob(actor), agent: AGENT['user-agent'] } }
  return committer(
    db,
    schema,
    author,
  )(async (tx) => {
    const token = await openSession(tx, { person, now, hours: LONGEST_HOURS, kind: 'command', agent: AGENT['user-agent'] })
    const security = { outcome: 'ok', session: sessionMark(token) } as const
    return { events: [{ act: 'security.log-in', subject: person, rows: [], security }], result: token }
  })
}

async function inSession<T>(store: Installation, login: string, work: (client: ApiClient, personOf: PersonOf) => Promise<T>): Promise<T> {
  const schema = firstSchemaOf(store)
  const account = await read(store.db, schema, (db) => accountByLogin(db, asOneName(login)))
  if (!account || account.disabled_at !== null) throw new UsageError(`没有可用的账号：${login}`)
  const token = await logIn(store, schema, PersonId.parse(account.person_id))
  try {
    return await work(clientOf(appOn(store), `bihuan_session=${token}`), async (other) => {
      const found = await read(store.db, schema, (db) => accountByLogin(db, asOneName(other)))
      if (!found) throw new UsageError(`没有这个登录名：${other}`)
      return found.person_id
    })
  } finally {
    await write(store.db, schema, (tx) => closeSession(tx, token))
  }
}
