import type { Client } from 'ldapts'
import { secretIn } from '../database/secrets.ts'
import { fileOf, isLoopback } from '../transport.ts'

/** The unit's directory (LDAP): somebody's password is right where a bind with it succeeds. */
export type Directory = {
  readonly url: string
  readonly base: string
  /** Finds one entry; `{login}` stands for the log-in name. */
  readonly filter: string
  readonly startTls: boolean
  /** Who searches; without one the search is anonymous. */
  readonly reader?: { readonly dn: string; readonly password: string }
  /** A certificate authority of the unit's own, as PEM. */
  readonly ca?: Buffer
  readonly timeoutMs: number
}

/** As written down; the password and the certificate as files. */
type Written = {
  readonly url?: string | undefined
  readonly base?: string | undefined
  readonly filter?: string | undefined
  readonly startTls?: string | undefined
  readonly readerDn?: string | undefined
  readonly readerPasswordFile?: string | undefined
  readonly caFile?: string | undefined
  readonly timeoutMs?: string | undefined
}

const TIMEOUT_MS = 5000
/** What is written down of the directory; undefined: there is none. Throws in words. */
export function directoryOf(written: Written): Directory | undefined {
  const { url, base = '', filter = '(uid={login})', startTls: wantsTls = '', timeoutMs = String(TIMEOUT_MS) } = written
  if (url === undefined) return undefined
  const startTls = /^(?:1|true|yes)$/i.test(wantsTls)
  refuseUnsafe(url, startTls)
  refuseUnfit({ base, filter, timeoutMs })
  const { caFile } = written
  return {
    url,
    base,
    filter,
    startTls,
    timeoutMs: Number(timeoutMs),
    ...readerOf(written),
    ...(caFile !== undefined && { ca: fileOf(caFile, '目录的 CA 证书') }),
  }
}

function refuseUnfit({ base, filter, timeoutMs }: { readonly base: string; readonly filter: string; readonly timeoutMs: string }): void {
  if (base.trim() === '') throw new Error('缺少 BIHUAN_LDAP_BASE：在目录的哪一级下查找人员，例如 ou=people,dc=example,dc=cn')
  if (!/^\(.*\{login\}.*\)$/u.test(filter))
    throw new Error(`BIHUAN_LDAP_FILTER 应为含 {login} 的过滤式，例如 (uid={login})，现在是：${filter}`)
  if (!/^[1-9]\d{2,4}$/.test(timeoutMs)) throw new Error(`BIHUAN_LDAP_TIMEOUT_MS 应为 100 至 99999 的毫秒数，现在是：${timeoutMs}`)
}

function readerOf({ readerDn: dn, readerPasswordFile: file }: Written): Pick<Directory, 'reader'> {
  if ((dn === undefined) !== (file === undefined))
    throw new Error('查找人员的目录账号须同时给出：BIHUAN_LDAP_BIND_DN 和 BIHUAN_LDAP_BIND_PASSWORD_FILE')
  return dn === undefined || file === undefined ? {} : { reader: { dn, password: secretIn('BIHUAN_LDAP_BIND_PASSWORD_FILE', file) } }
}

/** Passwords leave this machine encrypted or not at all. */
function refuseUnsafe(text: string, startTls: boolean): void {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['ldap:', 'ldaps:'].includes(url.protocol) || url.hostname === '')
    throw new Error(`BIHUAN_LDAP_URL 应为 ldaps:// 或 ldap:// 开头的地址，现在是：${text}`)
  if (url.protocol === 'ldaps:' && startTls) throw new Error('BIHUAN_LDAP_STARTTLS 只用于 ldap:// 地址，ldaps:// 本身已加密')
  if (url.protocol === 'ldap:' && !startTls && !isLoopback(url.hostname))
    throw new Error('到目录的连接没有加密：请改用 ldaps:// 地址，或设置 BIHUAN_LDAP_STARTTLS=1')
}

/** Read only where there is a directory. */
const ldapts = () => import('ldapts')

/** The directory gave no answer that says whether a password is right. */
export class DirectoryError extends Error {}

/**
 * Whether the directory takes this password for this log-in name: one entry is searched for, then bound as. An empty password is never sent: a
 * directory answers it as an anonymous bind, with success (RFC 4513, 5.1.2).
 */
export async function directoryTakes(directory: Directory, login: string, password: string): Promise<boolean> {
  if (login === '' || password === '') return false
  const dn = await inTime(directory, (client) => entryOf(client, directory, login))
  if (dn === undefined) return false
  const { InvalidCredentialsError } = await ldapts()
  return inTime(directory, async (client) => {
    try {
      await client.bind(dn, password)
      return true
    } catch (error) {
      if (error instanceof InvalidCredentialsError) return false
      throw error
    }
  })
}

/** The name of the one entry that bears a log-in name; undefined where there is none, or more than one. */
async function entryOf(client: Client, { base, filter, reader }: Directory, login: string): Promise<string | undefined> {
  const { escapeFilter } = await ldapts()
  if (reader) await client.bind(reader.dn, reader.password)
  const found = await client.search(base, {
    scope: 'sub',
    filter: filter.replaceAll('{login}', () => escapeFilter`${login}`),
    attributes: ['1.1'],
    sizeLimit: 2,
  })
  const [entry] = found.searchEntries
  return found.searchEntries.length === 1 ? entry?.dn : undefined
}

/** One connection for one purpose, closed in any case; all of it within the time. */
async function inTime<T>({ url, startTls, ca, timeoutMs }: Directory, work: (client: Client) => Promise<T>): Promise<T> {
  const tls = { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca && { ca: [ca] }) } as const
  const client = new (await ldapts()).Client({
    url,
    timeout: timeoutMs,
    connectTimeout: timeoutMs,
    ...(url.startsWith('ldaps:') && { tlsOptions: tls }),
  })
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('timeout')), timeoutMs)
  const go = async () => {
    if (startTls) await client.startTLS(tls)
    return work(client)
  }
  try {
    return await Promise.race([go(), late])
  } catch (error) {
    throw new DirectoryError(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown', { cause: error })
  } finally {
    clearTimeout(timer)
    client.unbind().catch(() => {})
  }
}
