import { join } from 'node:path'
import { accountByLogin, closeSession, openSession } from '#features/org/server/accounts/session.queries.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import { read, write } from '#platform/db.ts'
import type { Caller } from '#platform/app.ts'
import { type ApiClient, EndpointRefusedError, clientOf } from '../in-process-client.ts'
import { buildApp } from '../build-app.ts'
import { type Installation, openInstallation } from '../open-installation.ts'
import { type Args, UsageError, dataFolder } from './command.ts'

/** Works on the data folder as a person of the district, under that person's permissions, through the same endpoints as the browser. */
export async function asUser<T>(args: Args, work: (client: ApiClient) => Promise<T>): Promise<T> {
  return withStore(args, (store) => inSession(store, args.flags['as'] ?? '', work))
}

/** Reads the data folder as whoever owns it: everything may be seen, nothing changed. Permission is the file system's. */
export async function asOwner<T>(args: Args, work: (client: ApiClient) => Promise<T>): Promise<T> {
  return withStore(args, (store) => work(clientOf(appOn(store, OWNER), '')))
}

const OWNER = {
  actor: { id: PersonId.parse('00000000-0000-4000-8000-000000000000'), name: '命令行', duties: [{ role: 'supervisor', units: [] }] },
} as const

function appOn({ db, folder, secretBox, schemas: [schema] }: Installation, caller?: Caller) {
  if (!schema) throw new UsageError('数据库里没有行政区')
  return buildApp({ db, clock: () => new Date(), files: join(folder, 'files'), schema, secretBox, log: true, ...(caller && { caller }) })
}

async function withStore<T>(args: Args, work: (store: Installation) => Promise<T>): Promise<T> {
  const store = await openInstallation(dataFolder(args), { attach: true })
  try {
    return await work(store)
  } catch (error) {
    throw error instanceof EndpointRefusedError ? new UsageError(error.message) : error
  } finally {
    await store.close()
  }
}

async function inSession<T>(store: Installation, login: string, work: (client: ApiClient) => Promise<T>): Promise<T> {
  const [schema] = store.schemas
  const account = schema && (await read(store.db, schema, (db) => accountByLogin(db, login)))
  if (!schema || !account || account.disabled_at !== null) throw new UsageError(`没有可用的账号：${login}`)
  const token = await write(store.db, schema, (tx) => openSession(tx, account.person_id, new Date()))
  try {
    return await work(clientOf(appOn(store), `bihuan_session=${token}`))
  } finally {
    await write(store.db, schema, (tx) => closeSession(tx, token))
  }
}
