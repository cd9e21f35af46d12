import type { z } from 'zod'
import { type Actor, holdsAny } from '#kernel/access.ts'
import type { DailyJob, Job } from '#kernel/job.ts'
import { JobId } from '#kernel/rooms/jobs.ts'
import type { Committer, Work } from '../commit.ts'
import { type Schema, type WriteTx, write } from '../db.ts'
import type { App } from '../app.ts'
import type { Checked, WriteContext } from '../http.ts'
import { RefusalError } from '../refusal-error.ts'
import type { JobContext, JobQueue, Progress } from './job-types.ts'

export const noProgress: Progress = async () => {}
/** A job was cancelled, or another process has taken it over: whatever is under way is undone. */
export class JobOver extends Error {}

/** With the person under whose permissions it works, as they are when it runs. */
export type PersonJobContext = JobContext & { readonly actor: Actor }

/** Says what a job does. Permission is looked at again when it runs: who has lost the action by then is refused. */
export const onJob = <I extends z.ZodType, R extends z.ZodType>(
  app: App,
  { name, title, action, input, result }: Job<I, R>,
  handle: (context: PersonJobContext, input: z.output<I>) => Promise<z.input<R>>,
) =>
  app.jobs.defined.set(name, {
    title,
    at: null,
    run: async (context, actor, values) => {
      if (!actor || !holdsAny(actor, action)) throw new RefusalError({ code: 'access.denied' })
      const finish: Committer = (work) =>
        context.finish(async (tx) => {
          const done = await work(tx)
          result.parse(done.result) // what does not fit undoes the work
          return done
        })
      return result.parse(await handle({ ...context, actor, finish }, input.parse(values)))
    },
  })

/** Says what is done every day at a time. */
export const onDaily = (app: App, { name, title, at }: DailyJob, handle: (context: JobContext) => Promise<void>) =>
  app.jobs.defined.set(name, { title, at, run: (context) => handle(context) })

/** Says what the program does by itself when it starts and something is due; nobody's permissions: what it may do, its room has decided. */
export const onDue = (app: App, { name, title }: Pick<DailyJob, 'name' | 'title'>, handle: (context: JobContext) => Promise<void>) =>
  app.jobs.defined.set(name, { title, at: null, run: (context) => handle(context) })

/** Puts in what is due, where a queue runs; of one name and place there is one under way at a time. */
export async function startDue(app: App, schema: Schema, { name, title }: Pick<DailyJob, 'name' | 'title'>): Promise<void> {
  await write(app.db, schema, (tx) => queueOf(app).send(tx, name, { schema, person: null, about: title, input: null }, schema))
}

type Start<I, R, A> = {
  readonly input: I
  /** There is one job of this name and key under way at a time: who asks for it again is given the same. */
  readonly key: string
  /** What it is about, for lists: the name of a file. */
  readonly about: string
  /** Refuses what cannot be begun, in the transaction that puts the job in. */
  readonly admit?: (tx: WriteTx) => Promise<unknown>
  /** What the caller is told. */
  readonly reply: (started: Started<R>) => A
}
/** Either a job was put in, or the work has been done already and this is its result. */
export type Started<R> = { readonly job: JobId; readonly result: null } | { readonly job: null; readonly result: R }

/** Puts a job in, in one transaction with whatever admits it; without a queue does the work at once. */
export async function startJob<I extends z.ZodType, R extends z.ZodType, A extends z.ZodType>(
  app: App,
  context: WriteContext<A>,
  { name, result }: Job<I, R>,
  { input, key, about, admit, reply }: Start<z.input<I>, z.output<R>, z.input<A>>,
): Promise<Checked<z.output<A>>> {
  const { queue } = app.jobs
  if (!queue) return runHere(app, context, { name, input, reply: (done) => reply({ job: null, result: result.parse(done) }) })
  const data = { schema: context.schema, person: context.actor.id, about, input }
  return context.commit(async (tx) => {
    await admit?.(tx)
    return { events: [], result: reply({ job: JobId.parse(await queue.send(tx, name, data, key)), result: null }) }
  })
}

type Here<A> = { readonly name: string; readonly input: unknown; readonly reply: (result: unknown) => A }
/** The same work within the request, under the same permissions; its transaction checks the reply as well. */
async function runHere<A extends z.ZodType>(app: App, context: WriteContext<A>, { name, input, reply }: Here<z.input<A>>) {
  const defined = app.jobs.defined.get(name)
  if (!defined) throw new Error(`no job is called ${name}`)
  const { actor, now, today, schema, read, commit, request } = context
  const replies: Checked<z.output<A>>[] = []
  const finish: Committer = async <T>(work: Work<T>): Promise<T> => {
    const results: { readonly result: T }[] = []
    const made = await commit(async (tx) => {
      const { events, result } = await work(tx)
      results.push({ result })
      return { events, result: reply(result) }
    })
    replies.push(made)
    const [done] = results
    if (!done) throw new Error(`${name} has not been committed`)
    return done.result
  }
  await defined.run(
    { now, today, schema, read, id: request.id, progress: noProgress, finish, signal: new AbortController().signal },
    actor,
    input,
  )
  const [made] = replies
  if (!made) throw new Error(`${name} has not finished`)
  return made
}

/** Takes a job back, whether it waits or is worked on; refused once it is over. Whose it is, the caller has looked at. */
export async function cancelJob(app: App, name: string, id: string): Promise<void> {
  if (!(await queueOf(app).cancel(name, id))) throw new RefusalError({ code: 'jobs.over' })
}

/** The queue of a running server; refused where the command line acts alone. */
export function queueOf({ jobs: { queue } }: App): JobQueue {
  if (!queue) throw new RefusalError({ code: 'jobs.no-queue' })
  return queue
}
