import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { databaseUrl, refuseOpenSecrets } from './secrets.ts'

const folder = mkdtempSync(join(inject('scratch'), 'secrets-'))
function fileOf(content: string, mode = 0o600): string {
  const path = join(folder, `${Math.abs(content.length * 31 + mode)}-${content.length}`)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

test('口令写在变量里或文件里；行末换行不算；两处都写、空文件、没有文件、谁都能读的都说明办法', () => {
  expect(databaseUrl({ DATABASE_URL: 'a' })).toBe('a')
  expect(databaseUrl({ DATABASE_URL: '' })).toBeUndefined()
  expect(databaseUrl({})).toBeUndefined()
  expect(databaseUrl({ DATABASE_URL_FILE: fileOf(' b c \n') })).toBe(' b c ')
  expect(() => databaseUrl({ DATABASE_URL: 'a', DATABASE_URL_FILE: fileOf('b') })).toThrow('只能给出一个')
  expect(() => databaseUrl({ DATABASE_URL_FILE: fileOf('\n') })).toThrow(/是空的[\s\S]*办法/)
  expect(() => databaseUrl({ DATABASE_URL_FILE: join(folder, 'none') })).toThrow(/读不到[\s\S]*办法/)
  expect(() => databaseUrl({ DATABASE_URL_FILE: fileOf('secret', 0o644) })).toThrow(/谁都能读[\s\S]*chmod 600/)
})

test('数据库地址和口令各自可以来自文件，口令里的特殊字符不出错', () => {
  const env = { DATABASE_URL: 'postgresql://me@db.internal:5432/bihuan?sslmode=require', DATABASE_PASSWORD_FILE: fileOf('p@ss/w:rd%1\n') }
  const url = new URL(databaseUrl(env) ?? '')
  expect([url.username, decodeURIComponent(url.password), url.host, url.search]).toEqual([
    'me',
    'p@ss/w:rd%1',
    'db.internal:5432',
    '?sslmode=require',
  ])
  expect(databaseUrl({ DATABASE_URL_FILE: fileOf('postgresql://a:b@c/d\n') })).toBe('postgresql://a:b@c/d')
  expect(databaseUrl({ DATABASE_URL: 'postgresql://me@/b?host=/run', DATABASE_PASSWORD: 'x&y' })).toBe(
    'postgresql://me@/b?host=/run&password=x%26y',
  )
  expect(databaseUrl({})).toBeUndefined()
})

const OPEN = [
  'postgresql://me@db/bihuan',
  'postgresql://me:postgres@db/bihuan',
  'postgresql://me:me@db/bihuan',
  'postgresql://me:ChangeMe@db/b',
]
const SHUT = ['postgresql://me:k3-vZ_9q@db/bihuan', 'postgresql://me@/bihuan?host=/run/postgresql', undefined, 'nonsense']
test.each(['0.0.0.0', '::', '10.1.2.3', 'bihuan.internal'])('在 %s 上监听：口令空的、默认的不启动，其余照常', (host) => {
  for (const url of OPEN) expect(() => refuseOpenSecrets(host, url), url).toThrow(/没有启动[\s\S]*办法[\s\S]*DATABASE_PASSWORD_FILE/)
  for (const url of SHUT) expect(() => refuseOpenSecrets(host, url), url).not.toThrow()
})
test.each(['127.0.0.1', '127.8.0.1', '::1', '[::1]', 'localhost'])('只在本机（%s）监听：不问口令', (host) => {
  for (const url of OPEN) expect(() => refuseOpenSecrets(host, url), url).not.toThrow()
})
test('不启动的那句话里没有口令', () => {
  const words = (() => {
    try {
      refuseOpenSecrets('0.0.0.0', 'postgresql://me:letmein@db/bihuan')
    } catch (error) {
      return String(error)
    }
    return ''
  })()
  expect(words).toContain('没有启动')
  expect(words).not.toContain('letmein')
})
