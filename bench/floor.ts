/** A bare node:http server with pg and hand-written SQL on the product's database: `node bench/floor.ts DATA`. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { realpathSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { Pool, types } from 'pg'
import { runFolderOf } from '#platform/embedded-folder.ts'
import { urlOn } from '#platform/db.ts'
import { type CountGroup, countsOf } from '#features/problems/domain/ledger-counts.ts'
import { searchGrams } from '#features/matters/domain/grams.ts'
import { type Caller, type Sql, countsSql, listSql, pageSql } from './floor-sql.ts'
import { editRemark } from './floor-edit.ts'
import { applyFor, keepPhoto } from './floor-prove.ts'

types.setTypeParser(types.builtins.DATE, (text) => text)
const data = realpathSync(process.argv[2] ?? '')
const socketDir = runFolderOf(data)
const pool = new Pool({ connectionString: urlOn(socketDir), max: 10, options: '-c search_path=district,shared -c timezone=Asia/Shanghai' })

pool.on('error', () => {}) // the database goes first when the bench ends early

const ask = async ({ text, values }: Sql) => (await pool.query<Record<string, unknown>>(text, values)).rows
const grams = (text: string) =>
  searchGrams(text)
    .map((gram) => `'${gram}'`)
    .join(' & ')

/** The caller says who it is: the floor trusts everybody. */
function callerOf({ headers }: IncomingMessage): Caller {
  const [unit, person] = String(headers['x-floor-caller'] ?? '').split(' ')
  return unit && person ? { units: [unit], person } : 'everything'
}

async function change(request: IncomingMessage, url: URL, path: string): Promise<unknown> {
  const bytes = await buffer(request)
  const [, id = '', act] = path.split('/')
  if (act === 'evidence') return keepPhoto(pool, data, { id, name: url.searchParams.get('name') ?? '', bytes })
  const form: unknown = JSON.parse(bytes.toString())
  if (act !== 'closeout') return editRemark(pool, form as Parameters<typeof editRemark>[1])
  const version = Number(String(request.headers['if-match']).replaceAll('"', ''))
  return applyFor(pool, id, version, form as Parameters<typeof applyFor>[3])
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url ?? '', 'http://floor')
  const caller = callerOf(request)
  const path = url.pathname.replace('/api/problems', '')
  if (request.method === 'POST') return change(request, url, path)
  if (path === '/counts') return countsOf((await ask(countsSql(url.searchParams, caller, grams))) as unknown as CountGroup[], {})
  if (path !== '') {
    const [line, holders, measures, related] = await Promise.all(pageSql(path.slice(1), caller).map(ask))
    return { row: line?.[0], holders, measures, related }
  }
  const [rows, counted] = await Promise.all(listSql(url.searchParams, caller, grams).map(ask))
  return { total: (counted ?? rows)?.[0]?.['total'] ?? 0, rows }
}

const server = createServer((request, reply) => {
  answer(request).then(
    (body) => reply.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body)),
    (error: unknown) => reply.writeHead(500).end(String(error)),
  )
})
server.keepAliveTimeout = 65_000
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => {
  server.closeAllConnections()
  server.close(() => void pool.end())
})
