import { setTimeout as sleep } from 'node:timers/promises'
import { writeWorkbook } from '#platform/workbook/write/write-workbook.ts'
import type { District } from './district.ts'
import type { Hand } from './http-client.ts'
import { type BenchRequest, load, percentile } from './load.ts'
import { HEADS, benchLine, cellsOf } from './lines.ts'
import { CONNECTIONS, type Target } from './measure.ts'
import { cpuOf, cpuOfFamily, forgetPeak, peakMb, peakOfChildren } from './processes.ts'

export type ImportFigures = {
  readonly rows: number
  readonly fileMb: number
  /** From sending the file to the first page of what was understood. */
  readonly previewMs: number
  readonly commitMs: number
  readonly serverCpuMs: number
  readonly databaseCpuMs: number
  readonly readerMb: number
  readonly serverMb: number
}

const seconds = async <T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> => {
  const began = performance.now()
  const result = await work()
  return { ms: Math.round(performance.now() - began), result }
}

/** A ledger of so many rows in .xlsx, as the officer hands it in: upload, choice of the source, preview, commit. */
export async function importRows(district: District, from: number, rows: number, { pid, postmaster }: Target): Promise<ImportFigures> {
  const lines = Array.from({ length: rows }, (_, i) => cellsOf(benchLine(from + i, district)))
  const columns = HEADS.map((title) => ({ key: title, title, width: 6 }))
  const bytes = Buffer.from(
    await writeWorkbook([{ name: '台账', title: '滨澜区整改台账', note: '', columns, rows: lines, paper: 'A3', landscape: true }]),
  )
  forgetPeak(pid)
  const [server, database] = [cpuOf(pid), cpuOfFamily(postmaster)]
  const { officer, sources } = district
  const watched = await peakOfChildren(pid, async () => {
    const preview = await seconds(async () => {
      const { id } = await officer.upload(`/intake?name=${encodeURIComponent('台账.xlsx')}`, bytes)
      await officer.post(`/intake/${String(id)}/choices`, { sourceId: sources[0]?.id })
      return { id: String(id), plan: (await officer.get(`/intake/${String(id)}`))['plan'] as { added: number } }
    })
    const path = `/intake/${preview.result.id}`
    const commit = await seconds(async () => {
      await officer.post(`${path}/commit`)
      for (;;) {
        const { job } = (await officer.get(`${path}/job`)) as { job: { state: string; message: string | null } | null }
        if (job?.state === 'done') return
        if (!job || !['waiting', 'running'].includes(job.state)) throw new Error(`the import is ${JSON.stringify(job)}`)
        await sleep(20)
      }
    })
    const { receipt } = await officer.get(path)
    if ((receipt as { added: number } | null)?.added !== rows) throw new Error(`${rows} rows to import, receipt ${JSON.stringify(receipt)}`)
    return { previewMs: preview.ms, commitMs: commit.ms }
  })
  return {
    rows,
    fileMb: Number((bytes.length / 2 ** 20).toFixed(1)),
    ...watched.result,
    readerMb: watched.mb,
    serverMb: peakMb(pid),
    serverCpuMs: cpuOf(pid) - server,
    databaseCpuMs: cpuOfFamily(postmaster) - database,
  }
}

export type ExportFigures = {
  readonly rows: number
  readonly ms: number
  readonly fileMb: number
  readonly serverCpuMs: number
  readonly serverMb: number
  /** p95 of a handler's list before and while the file is made. */
  readonly listBefore: number
  readonly listMeanwhile: number
}

/** An import while others go on reading the list: its own figures, and the p95 of the list. */
export async function importMeanwhile(
  district: District,
  { from, rows }: { readonly from: number; readonly rows: number },
  list: (n: number) => BenchRequest,
  target: Target,
): Promise<ImportFigures & { readonly listMeanwhile: number }> {
  const over = new AbortController()
  const took: number[] = []
  const reading = async () => {
    while (!over.signal.aborted) took.push(...(await load(target.url, list, { connections: 2, count: 20, maxMs: 1000 })))
  }
  const importing = importRows(district, from, rows, target).finally(() => over.abort())
  const [figures] = await Promise.all([importing, reading()])
  return { ...figures, listMeanwhile: percentile(took, 0.95) }
}

/** The official ledger of everything, while others go on reading the list. */
export async function exportAll(
  officer: Hand,
  list: (n: number) => BenchRequest,
  server: { url: string; pid: number; rows: number },
): Promise<ExportFigures> {
  const { url, pid, rows } = server
  const reading = (maxMs: number) => load(url, list, { connections: CONNECTIONS, count: 100_000, maxMs })
  const before = percentile(await reading(1500), 0.95)
  forgetPeak(pid)
  const used = cpuOf(pid)
  const alone = await seconds(() => officer.download('/reports/ledger.xlsx'))
  const [serverMb, serverCpuMs] = [peakMb(pid), cpuOf(pid) - used]
  const [meanwhile] = await Promise.all([reading(Math.min(alone.ms, 8000)), officer.download('/reports/ledger.xlsx')])
  return {
    rows,
    ms: alone.ms,
    fileMb: Number((alone.result.length / 2 ** 20).toFixed(1)),
    serverMb,
    serverCpuMs,
    listBefore: before,
    listMeanwhile: percentile(meanwhile, 0.95),
  }
}
