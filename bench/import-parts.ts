/**
 * The parts of one import: `node bench/import-parts.ts DIR [rows]` imports so many rows into a folder (made where there is none) and prints CPU and
 * the statements that cost most, as `pg_stat_statements` counted them; triggers and checks of a statement are in its time.
 */
import { close, open, problemsIn, reopen, settle, targetOf } from './place.ts'
import { importRows } from './sheets.ts'

const print = (text: string) => void process.stdout.write(`${text}\n`)
const [data = '', rows = '10000'] = process.argv.slice(2)
let place = await open(data)
// what counts statements is there from the second start on
if (place.isNew) place = await reopen(place)
try {
  const { admin } = place
  await admin.query(`alter system set pg_stat_statements.track = 'all'`)
  await admin.query('select pg_reload_conf()')
  const present = await problemsIn(place)
  await admin.query('select public.pg_stat_statements_reset()')
  const wal = async () => Number((await admin.query(`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as at`)).rows[0].at)
  const from = await wal()
  print(JSON.stringify(await importRows(place.district, present, Number(rows), targetOf(place))))
  const written = Math.round(((await wal()) - from) / 2 ** 20)
  print(`into ${present} problems; WAL ${written} MB`)
  const { rows: statements } = await admin.query(
    `select toplevel, sum(calls)::int as calls, round(sum(total_exec_time + total_plan_time))::int as ms, sum(rows)::int as rows,
        left(regexp_replace(min(query), '\\s+', ' ', 'g'), 110) as query
      from public.pg_stat_statements group by queryid, toplevel having sum(total_exec_time) > 40 order by 3 desc limit 30`,
  )
  for (const { toplevel, calls, ms, rows: n, query } of statements)
    print(`${String(ms).padStart(6)} ms ${String(calls).padStart(6)} × ${String(n).padStart(7)} rows ${toplevel ? ' ' : '>'} ${query}`)
  await settle(place)
} finally {
  await close(place)
}
