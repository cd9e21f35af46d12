import { sql } from 'kysely'
import { minuteIn } from '#platform/clock.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { linkInLine } from '../../domain/checkpoint-line.ts'
import { type CheckpointFile, type NotedCheckpoint, readCheckpoints } from '../checkpoints/checkpoint-file.ts'
import { signatureCheck, signerIn } from '../checkpoints/signer.ts'
import { checkpointKeys } from '../history.queries.ts'
import { newestLink } from '../seal.jobs.ts'
import { type Finding, MAX_FINDINGS } from './finding.ts'

/** Where to look for what was noted outside the database. */
export type Outside = {
  readonly folder: string
  /** Our own file first, then those on other disks. */
  readonly files: readonly string[]
  /** A printed line that somebody holds against the database. */
  readonly line?: string | undefined
}
type Checked = {
  readonly checkpoints: readonly NotedCheckpoint[]
  readonly findings: readonly Finding[]
  readonly notes: readonly string[]
}

const finding = (where: string, message: string): Finding => ({ check: 'checkpoint', where, message })

/** Whether the checkpoints noted outside are whole, signed by us and there at all; which are, and what is only to be known. */
export async function checkedCheckpoints(db: ReadDb, district: string, { folder, files, line }: Outside): Promise<Checked> {
  const keys = await checkpointKeys(db)
  const isSigned = signatureCheck(keys)
  const isSealed = (await newestLink(db)) !== undefined
  const found = await Promise.all(files.map(async (path) => ({ path, file: await readCheckpoints(path, district) })))
  const findings = [
    ...(await wrongKey(folder, keys)),
    ...found.flatMap(({ path, file }) => fileFindings(path, file, isSealed, isSigned)),
    ...(await wrongLine(db, line)),
  ]
  const notes = found.flatMap(({ path, file }) =>
    (file?.unfinished ?? []).map((no) => `存照文件第 ${no} 行没有写完（写入时停机），不影响核对：${path}`),
  )
  return { checkpoints: distinct(found.flatMap(({ file }) => file?.lines ?? []).map(({ checkpoint }) => checkpoint)), findings, notes }
}

function fileFindings(
  path: string,
  file: CheckpointFile | undefined,
  isSealed: boolean,
  isSigned: (checkpoint: NotedCheckpoint) => boolean,
): Finding[] {
  if (!isSealed) return []
  if (!file) return [finding(path, '存照文件不见了，记录有没有被整体改写已无从对照')]
  const first = file.lines.findIndex(({ checkpoint }) => checkpoint.signature !== undefined)
  if (first === -1) return [finding(path, '存照文件里没有一条有签名的存照：被清空或被换掉')]
  const forged = file.lines.slice(first).filter(({ checkpoint }) => !isSigned(checkpoint))
  return [
    ...file.broken.map((line) => ({ line, message: '读不懂：被改动过' })),
    ...forged.map(({ line }) => ({ line, message: '的签名不对：被改动或伪造' })),
  ]
    .slice(0, MAX_FINDINGS)
    .map(({ line, message }) => finding(`${path}:${line}`, `存照第 ${line} 行${message}`))
}

async function wrongKey(folder: string, keys: readonly { readonly fingerprint: string }[]): Promise<Finding[]> {
  if (keys.length === 0) return []
  const signer = await signerIn(folder)
  if (!signer) return [finding('checkpoint-key.pem', '签名存照的密钥不在数据文件夹里')]
  if (keys.some(({ fingerprint }) => fingerprint === signer.fingerprint)) return []
  return [finding('checkpoint-key.pem', '签名存照的密钥被换过：它不是办理记录里启用的那一把')]
}

async function wrongLine(db: ReadDb, line: string | undefined): Promise<Finding[]> {
  if (line === undefined) return []
  const printed = linkInLine(line)
  if (!printed) return [finding('line', `看不懂这一行存照：${line}`)]
  const [link] = await queryRows<{ chain: string }>(db, sql`select chain from event_seal where seq = ${printed.seq}::bigint`)
  return link?.chain.startsWith(printed.prefix)
    ? []
    : [finding(`seal ${printed.seq}`, `第 ${printed.seq} 环与纸上的存照不符：记录被改写或截断`)]
}

/** The same checkpoint stands in our file and in each copy. */
const distinct = (all: readonly NotedCheckpoint[]) => [...new Map(all.map((one) => [`${one.seq} ${one.chain} ${one.at}`, one])).values()]

/**
 * Time never runs back along the chain: what was sealed after a signed checkpoint is not dated before it, what was sealed before it not
 * after it. A transaction, and a clock, may take an hour; a clock that was set back stands in the record itself.
 */
export async function misdatedEvents(db: ReadDb, checkpoints: readonly NotedCheckpoint[]): Promise<Finding[]> {
  const signed = checkpoints.filter(({ signature }) => signature !== undefined).map(({ seq, at }) => ({ seq, at }))
  const rows = await queryRows<{ id: string; at: Date; mark: string; noted: Date; back: boolean }>(
    db,
    sql`with noted as (select seq, max(at) as at from jsonb_to_recordset(${JSON.stringify(signed)}::jsonb) as c(seq bigint, at timestamptz) group by seq),
      mark as materialized (select seq, at, lead(seq) over (order by seq) as next, lead(at) over (order by seq) as next_at from noted)
      select e.id::text, e.at, x.mark::text, x.noted, x.back from (
        select s.event_id, m.seq as mark, m.at as noted, true as back from mark m join event_seal s on s.seq > m.seq and s.seq <= coalesce(m.next, 9223372036854775807)
        union all
        select s.event_id, m.next, m.next_at, false from mark m join event_seal s on s.seq > m.seq and s.seq <= m.next) x
      join event e on e.id = x.event_id
      where case when x.back then e.at < x.noted - interval '1 hour' else e.at > x.noted + interval '1 hour' end
        and not exists (select from event c where c.act = 'history.clock-back'
          and (c.at between e.at - interval '5 minutes' and e.at + interval '5 minutes' or not x.back and c.id > e.id))
      order by e.id limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id, at, mark, noted, back }) => ({
    check: 'time',
    where: `event ${id}`,
    message: `第 ${id} 条记录的时间 ${minuteIn(at)} ${back ? '早' : '晚'}于第 ${mark} 环存照的时间 ${minuteIn(noted)}，它却排在存照之${back ? '后' : '前'}：时间被改过`,
  }))
}

/** How often the clock was set back: no fault of the record, and yet to be known. */
export async function clockNotes(db: ReadDb): Promise<string[]> {
  const rows = await queryRows<{ reason: string | null; id: string }>(
    db,
    sql`select id::text, reason from event where act = 'history.clock-back' order by event.id limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id, reason }) => `${reason ?? '服务器时钟被拨回'}（第 ${id} 条记录）`)
}
