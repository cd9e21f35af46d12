import type { Actor } from '#kernel/access.ts'
import { columnsOfFiles, importedFiles } from '#features/intake/server/raw-columns.queries.ts'
import { exportsFolder, forgetAll, removeForgotten } from '#features/reports/server/export-files.queries.ts'
import { type App, answersOf } from '#platform/app.ts'
import { committer } from '#platform/commit.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { asReadDb } from '#platform/db.ts'
import type { JobContext } from '#platform/jobs/job-types.ts'
import { originOfJob } from '#platform/record/origin.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { WriteTx } from '#platform/db.ts'
import { added, type Found } from '../domain/report.ts'
import { cleanEvents } from './clean-events.ts'
import { type Cleaned, type Cleaning, cleanMatters, cleanRefused, cleanTheRest } from './clean-matters.ts'
import { eventsAfter, mattersAfter, refusedRows, totalsOf } from './cleaned-rows.queries.ts'
import { PHASES, type Phase, type State, endCleaning, keepState, stateOf } from './cleaning-state.queries.ts'

/** Few enough that nobody waits long for a matter that is being cleaned. */
const AT_ONCE = 200

type Done = Cleaned & { readonly after: string | null }
/** `missing`: files that were imported and can be read no more. */
type Run = Cleaning & { readonly missing: number }
type Step = (tx: WriteTx, state: State, run: Run) => Promise<Done>

const WORDS: Readonly<Record<Phase, string>> = {
  matters: '正在清理问题',
  refused: '正在清理拒收的行',
  rest: '正在清理文件名等',
  events: '正在清理办理记录',
  exports: '正在删除以前生成的导出文件',
  report: '正在登记报告',
}

const STEPS: Readonly<Record<Exclude<Phase, 'report'>, Step>> = {
  matters: async (tx, { after }, cleaning) => {
    const ids = await mattersAfter(asReadDb(tx), after, AT_ONCE)
    return { ...(await cleanMatters(tx, ids, cleaning)), after: ids.at(-1) ?? null }
  },
  refused: async (tx, { after }, cleaning) => {
    const rows = await refusedRows(tx, after, AT_ONCE)
    return { ...(await cleanRefused(tx, rows, cleaning)), after: rows.at(-1)?.place ?? null }
  },
  rest: async (tx, _, run) => {
    const { events, found } = await cleanTheRest(tx, run)
    return { events, found: { ...found, looks: { 'no-file': run.missing } }, after: null }
  },
  events: async (tx, { after }, cleaning) => {
    const events = await eventsAfter(asReadDb(tx), after, AT_ONCE)
    return { ...(await cleanEvents(tx, events, cleaning)), after: events.at(-1)?.id ?? null }
  },
  // what was made before may hold what was found
  exports: async (tx, { startedAt, found }) => ({
    events: [],
    found: found.counts.length === 0 ? {} : { exports: await forgetAll(tx, startedAt) },
    after: null,
  }),
}

/**
 * Goes through all that is stored, some of it a transaction, so that what ends early goes on where it was; ends with the report. What is clean
 * already is left alone, so that it may be done again at any time.
 */
export async function cleanAll(app: App, context: JobContext, actor: Actor | undefined): Promise<{ report: string }> {
  const { now, schema, id, read, progress, finish } = context
  const { secretBox, files } = app
  if (!secretBox) throw new RefusalError({ code: 'complainant.no-key' })
  const run = await begun(secretBox, files, context)
  const commit = committer(app.db, schema, { person: actor?.id ?? null, request: id, at: now, origin: originOfJob(actor) }, answersOf(app))
  const totals = await read(totalsOf)
  let gone = 0
  for (let phase: Phase = 'matters'; phase !== 'report';) {
    const total = phase === 'events' ? totals.events : phase === 'matters' ? totals.matters : undefined
    await progress(WORDS[phase], total === undefined ? undefined : Math.min(gone, total), total)
    const next = await commit(async (tx) => {
      const { events, state } = await oneStep(tx, run, now)
      return { events, result: state }
    })
    gone = next.phase === phase ? gone + AT_ONCE : 0
    if (next.phase === 'report') await removeForgotten(exportsFolder(files), read, next.startedAt)
    phase = next.phase
  }
  await progress(WORDS.report)
  return finish(async (tx) => {
    const state = await stateOf(tx, now)
    const found = state.found.counts.length === 0 ? state.found : added(state.found, { looks: { backups: 1 } })
    await endCleaning(tx, { ...state, found }, actor?.id ?? null, now)
    return {
      events: [{ act: 'complainant.clean', subject: state.id, rows: [['cleaning_report', state.id]] }],
      result: { report: state.id },
    }
  })
}

/** With the columns of every file that was imported, before anything is locked: reading them takes its time. */
async function begun(box: SecretBox, files: string, { today, read, signal, progress }: JobContext): Promise<Run> {
  const imported = await read((db) => importedFiles(db))
  const columns = await columnsOfFiles(files, imported, {
    on: today,
    signal,
    progress: (done) => progress('正在读取导入的原文件', done, imported.length),
  })
  return { box, columns, today, act: 'complainant.clean', missing: imported.length - columns.size }
}

/** The next piece of what is under way, and where it goes on. */
async function oneStep(tx: WriteTx, run: Run, now: Date) {
  const state = await stateOf(tx, now)
  if (state.phase === 'report') return { events: [], state }
  const { events, found, after } = await STEPS[state.phase](tx, state, run)
  const all: Found = added(state.found, found)
  const next: State =
    after === null
      ? { ...state, found: all, phase: PHASES[PHASES.indexOf(state.phase) + 1] ?? 'report', after: '' }
      : { ...state, found: all, after }
  await keepState(tx, next)
  return { events, state: next }
}
