/** The peers' floor: a table of its own, node:http and pg, no permission: `node bench/peers/floor-server.ts DATA`. */
import { realpathSync } from 'node:fs'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Pool, types } from 'pg'
import { urlOn } from '#platform/db.ts'
import { runFolderOf } from '#platform/embedded/embedded-folder.ts'

types.setTypeParser(types.builtins.DATE, (text) => text)
const data = realpathSync(process.argv[2] ?? '')
const pool = new Pool({ connectionString: urlOn(runFolderOf(data), 'bihuan', 'postgres'), max: 10, options: '-c search_path=floor' })
pool.on('error', () => {}) // the database goes first when the bench ends early

const COLUMNS = 'id, no, title, wording, point, region, target, remark, deadline_raw, due_on, status, unit_id, source_id, progress_text'
const ORDER = 'ended, due_on, sort_no, id'
const rowsOf = async (text: string, values: unknown[]) => (await pool.query<Record<string, unknown>>(text, values)).rows

/** Rows of a page, and how many there are in all. */
async function page(where: string, values: unknown[], query: URLSearchParams) {
  const [size, at] = [Number(query.get('size') ?? 50), Number(query.get('page') ?? 1)]
  const [rows, [count]] = await Promise.all([
    rowsOf(`select ${COLUMNS} from cases where ${where} order by ${ORDER} limit ${size} offset ${(at - 1) * size}`, values),
    rowsOf(`select count(*)::int as total from cases where ${where}`, values),
  ])
  return { total: count?.['total'] ?? 0, rows }
}

async function update(request: IncomingMessage) {
  const { id, remark } = JSON.parse((await buffer(request)).toString()) as { id: string; remark: string }
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('insert into history (case_id, at, before) select id, now(), remark from cases where id = $1 for no key update', [
      id,
    ])
    await client.query('update cases set remark = $2 where id = $1', [id, remark])
    await client.query('commit')
    return { id, remark }
  } finally {
    client.release()
  }
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://floor')
  if (request.method === 'POST') return update(request)
  if (pathname === '/count') return rowsOf('select unit_id as id, status, count(*)::int as n from cases group by 1, 2', [])
  if (pathname === '/list')
    return page('status = $1 and unit_id = $2 and source_id = $3', [query.get('status'), query.get('unit'), query.get('source')], query)
  if (pathname === '/word') return page('search @@ $1::tsquery', [`'${query.get('q') ?? ''}'`], query)
  if (pathname === '/page') return page('true', [], query)
  return (await rowsOf(`select ${COLUMNS} from cases where id = $1`, [pathname.slice(1)]))[0]
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
