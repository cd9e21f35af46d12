import { type IncomingMessage, type Server, createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Pool } from 'pg'
import { wordQuery } from '#features/matters/domain/grams.ts'
import { type CountGroup, countsOf } from '#features/problems/domain/ledger-counts.ts'
import { applyFor } from './apply.ts'
import { editRemark } from './edit.ts'
import { SLOTS, type StoredLine, lineOf } from './lines.ts'
import { keepPhoto } from './photo.ts'
import { type Caller, type Sql, countsSql, listSql, pageSql } from './sql.ts'

/** The product's database, and where photographs are kept. */
type Place = { readonly pool: Pool; readonly files: string }

/** The caller says who it is: the floor trusts everybody. */
function callerOf({ headers }: IncomingMessage): Caller {
  const [unit, person] = String(headers['x-floor-caller'] ?? '').split(' ')
  return unit && person ? { units: [unit], person } : 'everything'
}

async function change(request: IncomingMessage, url: URL, { pool, files }: Place): Promise<unknown> {
  const bytes = await buffer(request)
  const [id = '', act] = url.pathname.replace(/^\/api\/(?:matters|problems)\//u, '').split('/')
  if (act === 'evidence') return keepPhoto(pool, files, { id, name: url.searchParams.get('name') ?? '', bytes })
  const form: unknown = JSON.parse(bytes.toString())
  if (act !== 'closeout') return editRemark(pool, form as Parameters<typeof editRemark>[1])
  const version = Number(String(request.headers['if-match']).replaceAll('"', ''))
  return applyFor(pool, id, version, form as Parameters<typeof applyFor>[3])
}

async function answer(request: IncomingMessage, place: Place): Promise<unknown> {
  const runQuery = async <Row>({ text, values }: Sql) => (await place.pool.query(text, values)).rows as Row[]
  const url = new URL(request.url ?? '', 'http://floor')
  if (request.method === 'POST') return change(request, url, place)
  const caller = callerOf(request)
  const path = url.pathname.replace('/api/problems', '')
  if (path === '/counts')
    return { ...countsOf(await runQuery<CountGroup>(countsSql(url.searchParams, caller, wordQuery)), {}), isMore: false }
  return path === '' ? listOf(runQuery, url.searchParams, caller) : pageOf(runQuery, path.slice(1), caller)
}
type RunQuery = <Row>(sql: Sql) => Promise<Row[]>

async function listOf(runQuery: RunQuery, query: URLSearchParams, caller: Caller) {
  const { lines, total, atOnce } = listSql(query, caller, wordQuery)
  const count = async () => (await runQuery<{ total: number }>(total))[0]?.total ?? 0
  const [rows, counted] = await Promise.all([runQuery<StoredLine>(lines), atOnce ? undefined : count()])
  // a page behind the last one has no line to carry the total
  return { total: counted ?? rows[0]?.total ?? (await count()), isMore: false, rows: rows.map(lineOf) }
}

async function pageOf(runQuery: RunQuery, id: string, caller: Caller) {
  const { line, more, holders, measures, related } = pageSql(id, caller)
  const [[row], [rest]] = await Promise.all([runQuery<StoredLine>(line), runQuery<object>(more)])
  if (!row) throw new Error('not found')
  const lists = await Promise.all([holders, measures, related].map((sql) => runQuery<object>(sql)))
  return { ...rest, version: row.version, slots: SLOTS, row: lineOf(row), holders: lists[0], measures: lists[1], related: lists[2] }
}

/** Answers what the product answers, by SQL written by hand; not yet listening. */
export function floorServer(place: Place): Server {
  const server = createServer((request, reply) => {
    answer(request, place).then(
      (body) => reply.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body)),
      (error: unknown) => reply.writeHead(500).end(String(error)),
    )
  })
  server.keepAliveTimeout = 65_000
  return server
}

/** How a connection of the floor begins. */
export const FLOOR_OPTIONS = '-c search_path=district,shared -c timezone=Asia/Shanghai'
