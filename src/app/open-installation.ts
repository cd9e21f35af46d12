import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { sealedTotal } from '#features/complainants/server/sealed.queries.ts'
import { factorTotal } from '#features/org/server/second-factor/second-factor.queries.ts'
import { type Database, type Schema, openDatabase, read, urlOn } from '#platform/db.ts'
import { type SecretBox, openSecretBox } from '#platform/database/secret-box.ts'
import { databaseUrl } from '#platform/database/secrets.ts'
import { openData, openThrowaway } from '#platform/data-folder.ts'
import type { Downfall } from '#platform/embedded/embedded.ts'
import { type Stage, createDatabase, migrate } from '#platform/migrate.ts'

/** An open installation: its folder, database and districts. */
export type Installation = {
  readonly folder: string
  readonly db: Database
  readonly schemas: readonly Schema[]
  /** Opens what is known of complainants. */
  readonly secretBox: SecretBox
  /** The login that owns the database, for the queue's own connections. */
  readonly url: string
  /** Whether the database is our own and locked: nobody else is at work on it. */
  readonly alone: boolean
  /** Tells a second start where this one is found. */
  readonly announce: (url: string) => void
  readonly close: () => Promise<void>
}

type Options = {
  readonly attach: boolean
  readonly durable?: boolean | undefined
  readonly throwaway?: Throwaway | undefined
  readonly stage?: Stage | undefined
}
/** A database that vanishes: empty, or a copy of a stopped data folder. */
export type Throwaway = { readonly pattern?: string }

const print = (text: string) => void process.stderr.write(`${text}\n`)
const onLost = (error: Error) => print(`数据库连接断开，正在重连：${error.message}`)

/** Our own database died: it is back, or the program must end and say why. */
function onExit({ restarted, message }: Downfall): void {
  print(message)
  if (!restarted) process.exit(1)
}

/** Opens the data folder and its database: a given DATABASE_URL, a running server's, or our own. Tables are brought up to date. */
export async function openInstallation(data: string, { attach, durable, throwaway, stage }: Options): Promise<Installation> {
  const externalUrl = throwaway ? undefined : databaseUrl()
  if (externalUrl) return openExternal(externalUrl, resolve(data), stage)
  const own = throwaway ? await openThrowaway(onExit, throwaway.pattern) : await openData(data, { attach, durable, onExit })
  try {
    await createDatabase(own.socketDir)
    const url = urlOn(own.socketDir)
    const schemas = await migrate(url, stage)
    const db = openDatabase(url, onLost)
    const close = async () => {
      await db.close()
      await own.stop()
    }
    return {
      folder: own.folder,
      db,
      schemas,
      secretBox: await boxOf(own.folder, db, schemas),
      url,
      alone: !attach,
      announce: own.announce,
      close,
    }
  } catch (error) {
    await own.stop()
    throw error
  }
}

/** Opens the installation for one piece of work, beside a server that may be running. */
export async function withInstallation<T>(data: string, work: (store: Installation) => Promise<T>): Promise<T> {
  const store = await openInstallation(data, { attach: true })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

export function firstSchemaOf({ schemas: [schema] }: Pick<Installation, 'schemas'>): Schema {
  if (schema === undefined) throw new Error('数据库里没有行政区')
  return schema
}

/** The key is made with the installation; what is sealed already needs the one it was sealed with. */
async function boxOf(folder: string, db: Database, schemas: readonly Schema[]): Promise<SecretBox> {
  const totals = await Promise.all(
    schemas.map((schema) => read(db, schema, async (tx) => (await sealedTotal(tx)) + (await factorTotal(tx)))),
  )
  return openSecretBox(
    folder,
    totals.some((total) => total > 0),
  )
}

async function openExternal(url: string, folder: string, stage?: Stage): Promise<Installation> {
  mkdirSync(folder, { recursive: true })
  try {
    const schemas = await migrate(url, stage)
    const db = openDatabase(url, onLost)
    return {
      folder,
      db,
      schemas,
      secretBox: await boxOf(folder, db, schemas),
      url,
      alone: false,
      announce: () => {},
      close: () => db.close(),
    }
  } catch (error) {
    throw explained(error as Error & { code?: string })
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: '地址上没有数据库在监听。请检查 DATABASE_URL 的主机和端口，并确认数据库已启动',
  ENOTFOUND: '找不到这台主机。请检查 DATABASE_URL 的主机名',
  ENOENT: '找不到套接字。请检查 DATABASE_URL 的 host 参数',
  '28P01': '账号或密码不正确。请检查 DATABASE_URL',
  '28000': '数据库拒绝了这个账号。请检查 DATABASE_URL 和 pg_hba.conf',
  '3D000': '没有这个数据库。请先建立：create database bihuan',
  '42501': '账号没有建表权限。请把数据库的所有者设为该账号',
  ERR_INVALID_URL: 'DATABASE_URL 格式不正确，应为 postgresql://账号:密码@主机:端口/数据库',
}

/** The address without its password, which must not reach a console or a log. */
function explained(error: Error & { code?: string }): Error {
  const remedy = REMEDIES[error.code ?? '']
  return remedy ? new Error(`不能使用 DATABASE_URL 指定的数据库：${remedy}`, { cause: error }) : error
}
