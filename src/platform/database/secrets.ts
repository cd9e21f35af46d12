import { readFileSync, statSync } from 'node:fs'
import { isLoopback } from '../transport.ts'

type Env = Readonly<Record<string, string | undefined>>
const OTHERS_READ = 0o004

/**
 * A secret from the environment, or from the file that NAME_FILE names: a file shows up in no list of processes, and only the program's account
 * reads it. Throws in words.
 */
function secretFrom(name: string, env: Env = process.env): string | undefined {
  const [value, path] = [env[name], env[`${name}_FILE`]]
  if (path === undefined || path === '') return value === '' ? undefined : value
  if (value) throw new Error(`${name} 和 ${name}_FILE 只能给出一个，请去掉其中一个`)
  return secretIn(`${name}_FILE`, path)
}

/** The one secret in a file that variable `by` names; nobody else may read it. Throws in words. */
export function secretIn(by: string, path: string): string {
  const secret = contentOf(by, path).replace(/\r?\n$/, '')
  if (secret.trim() === '') throw new Error(`${by} 指向的文件是空的：${path}\n办法：请把口令写进这个文件，只写一行`)
  return secret
}

function contentOf(by: string, path: string): string {
  try {
    if (process.platform !== 'win32' && statSync(path).mode & OTHERS_READ)
      throw new Error(`${by} 指向的文件谁都能读：${path}\n办法：请执行 chmod 600 ${path}，并把所有者设为运行本程序的账号`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    throw new Error(`读不到 ${by} 指向的文件：${path}\n办法：请检查路径，并让运行本程序的账号能读它`, { cause: error })
  }
}

/** The address of a given database: DATABASE_URL with the password from DATABASE_PASSWORD, each of them also from a file. */
export function databaseUrl(env: Env = process.env): string | undefined {
  const address = secretFrom('DATABASE_URL', env)
  const password = secretFrom('DATABASE_PASSWORD', env)
  if (address === undefined || password === undefined) return address
  if (!URL.canParse(address)) return `${address}${address.includes('?') ? '&' : '?'}password=${encodeURIComponent(password)}` // a socket
  const url = new URL(address)
  url.password = encodeURIComponent(password)
  return url.href
}

/** What everybody tries first. */
const KNOWN = new Set([
  'postgres',
  'postgresql',
  'password',
  'passwd',
  'admin',
  'root',
  'secret',
  'changeme',
  'change-me',
  'example',
  'test',
  'bihuan',
  'bihuan-demo',
  '123456',
  '12345678',
  '1234567890',
  'pg',
  'db',
  'default',
  'letmein',
  'qwerty',
  'p@ssw0rd',
  'mima',
])

/** Refuses to be reached from elsewhere while the database opens to anybody: with no password over the network, or with one that everybody tries first. */
export function refuseOpenSecrets(host: string, address: string | undefined): void {
  if (isLoopback(host) || address === undefined || !URL.canParse(address)) return
  const what = weaknessOf(new URL(address))
  if (what === undefined) return
  throw new Error(
    `没有启动：数据库口令是${what}，而本程序要在 ${host} 上监听，本机以外也能连上。\n办法：请给数据库账号换一个随机的口令，写进只有本程序的账号能读的文件，用 DATABASE_PASSWORD_FILE 指明；只在本机使用的，请去掉 HOST`,
  )
}

function weaknessOf({ password, username, hostname, searchParams }: URL): string | undefined {
  const plain = decodeURIComponent(password)
  // over a socket the database knows the account by itself
  if (plain === '') return hostname === '' || searchParams.get('host')?.startsWith('/') ? undefined : '空的'
  return plain === decodeURIComponent(username) || KNOWN.has(plain.toLowerCase()) ? '人人都会先试的默认口令' : undefined
}
