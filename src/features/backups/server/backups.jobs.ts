import { countsOf } from '#platform/backup/manifest.ts'
import { type Backups, type Rehearsed, whyNot } from '#platform/backup/backups.ts'
import type { Watch } from '#platform/backup/watch.ts'
import type { Actor } from '#kernel/access.ts'
import type { App } from '#platform/app.ts'
import type { JobContext } from '#platform/jobs/job-types.ts'
import { JobOver, onDaily, onJob } from '#platform/jobs/jobs.ts'
import type { Facts } from '#platform/record/facts.ts'
import { note } from '#platform/record/note.ts'
import { originOfJob } from '#platform/record/origin.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { backUpJob, rehearseJob } from '../backups.contract.ts'
import { BY, isBackupDue, isRehearsalDue } from '../domain/backup-due.ts'
import type { Plan } from '#kernel/rooms/backup-status.ts'
import { CANCELLED, backupEvent, backupFacts, rehearsalFacts, secondsSince } from './backup-events.ts'
import { backupStatus, planNow } from './backups.views.ts'

type Context = JobContext & { readonly actor?: Actor }
type Kind = 'security.back-up' | 'security.rehearse'
type Work = (backups: Backups, plan: Plan, watch: Watch) => Promise<Pick<Rehearsed, 'manifest'> & { readonly facts: Facts }>

/** Every hour it is looked whether tonight's backup is due, then whether it is time to rehearse. */
export function backupsJobs(app: App): void {
  onJob(app, backUpJob, (context) => run(app, context, 'security.back-up', backUp(context.now)))
  onJob(app, rehearseJob, (context) => run(app, context, 'security.rehearse', rehearse))
  onDaily(app, { name: 'backups.nightly', title: '夜间备份与恢复演练', at: '*:05' }, async (context) => {
    if (!app.backups) return
    const { plan, tries } = await context.read((db) => backupStatus(db, context.now))
    if (isBackupDue(plan, tries, context.now)) await run(app, context, 'security.back-up', backUp(context.now))
    else if (isRehearsalDue(plan, tries, context.now)) await run(app, context, 'security.rehearse', rehearse)
  })
}

const folderOf = ({ folder, passphraseFile }: Plan) => ({
  root: folder,
  passphraseFile: passphraseFile === '' ? undefined : passphraseFile,
})

const backUp =
  (now: Date): Work =>
  async (backups, plan, watch) => {
    const made = await backups.take({ ...folderOf(plan), keepDays: plan.keepDays }, now, watch)
    return { manifest: made.manifest, facts: { ...backupFacts(made), removed: made.pruned.backups.length } }
  }

const rehearse: Work = async (backups, plan, watch) => {
  const made = await backups.rehearse(folderOf(plan), watch)
  return { manifest: made.manifest, facts: rehearsalFacts(made) }
}

/** Does the work and records how it ended; one that came to nothing is answered in words and not tried again at once. */
async function run(app: App, context: Context, act: Kind, work: Work): Promise<{ rows: number; files: number }> {
  const { backups } = app
  if (!backups) throw new RefusalError({ code: 'backups.away' })
  const plan = await context.read(planNow)
  if (plan.folder === '') throw new RefusalError({ code: 'backups.no-folder' })
  const by = context.actor ? BY.manual : BY.nightly
  const began = performance.now()
  const watch = { signal: context.signal, onStep: context.progress }
  const made = await work(backups, plan, watch).catch(async (error: Error) => {
    const why = error instanceof JobOver || context.signal.aborted ? CANCELLED : whyNot(error)
    await noteFailure(app, context, { act, why, by })
    if (error instanceof JobOver) throw error
    throw new RefusalError({ code: 'backups.failed', detail: { why } })
  })
  const event = backupEvent(act, { facts: { by, ...made.facts, seconds: Number(secondsSince(began)) } })
  const { rows, files } = countsOf(made.manifest)
  return context.finish(async () => ({ events: [event], result: { rows, files } }))
}

type Failure = { readonly act: Kind; readonly why: string; readonly by: string }
/** In a transaction of its own: the job's is for what came about. Where the database is away the next look tries again. */
const noteFailure = ({ db }: App, { schema, actor, id, now }: Context, { act, why, by }: Failure) =>
  note(db, schema, { person: actor?.id ?? null, request: id, at: now, origin: originOfJob(actor) }, [
    backupEvent(act, { facts: { by }, why }),
  ]).catch(() => {})
