import { z } from 'zod'
import { type Actor, holdsAny } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { DailyJob, Job } from '#kernel/job.ts'
import { JobId } from '#kernel/rooms/jobs.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import type { Committer } from '../commit.ts'
import type { ReadDb, Schema, WriteTx } from '../db.ts'
import type { App, WriteContext } from '../http.ts'
import { RefusalError } from '../refusal-error.ts'
import type { JobQueue } from './open-queue.ts'

/** Tells others how far the work is. Throws JobOver where it is no longer wanted or no longer ours: the work ends there. */
export type Progress = (phase: string, done?: number, total?: number) => Promise<void>
export const noProgress: Progress = async () => {}
/** A job was cancelled, or another process has taken it over: whatever is under way is undone. */
export class JobOver extends Error {}

/** What every job is given. */
export type JobContext = {
  readonly now: Date
  readonly today: Day
  readonly schema: Schema
  /** Aborted when the program stops or the job is taken away. */
  readonly signal: AbortSignal
  readonly read: <T>(work: (db: ReadDb) => Promise<T>) => Promise<T>
  readonly progress: Progress
  /** The job's one transaction: what it writes, the events and the end of the job itself stand or fall together, so that it is done exactly once. */
  readonly finish: Committer
  /** Of the job; of the request where the work is done in it. */
  readonly id: string
}
/** With the person under whose permissions it works, as they are when it runs. */
export type PersonJobContext = JobContext & { readonly actor: Actor }

/** What stands in the queue: the district, the person, what it is about in a few words, and the input. */
export const JobData = z.object({ schema: z.string(), person: PersonId.nullable(), about: z.string(), input: z.unknown() })
export type JobData = z.output<typeof JobData>

/** A job as the run loop sees it. */
export type Defined = {
  readonly title: string
  /** Every day at this time; null: a change causes it. */
  readonly at: string | null
  readonly run: (context: JobContext, actor: Actor | undefined, input: unknown) => Promise<unknown>
}
export type Jobs = {
  readonly defined: Map<string, Defined>
  /** Where jobs wait for a process that runs them. Without one (command line, demo, tests) the work is done at once, where it is caused. */
  queue: JobQueue | undefined
}

/** Says what a job does. Permission is looked at again when it runs: who has lost the action by then is refused. */
export const onJob = <I extends z.ZodType, R extends z.ZodType>(
  app: App,
  { name, title, action, input, result }: Job<I, R>,
  handle: (context: PersonJobContext, input: z.output<I>) => Promise<z.input<R>>,
) =>
  app.jobs.defined.set(name, {
    title,
    at: null,
    run: async (context, actor, given) => {
      if (!actor || !holdsAny(actor, action)) throw new RefusalError({ code: 'access.denied' })
      return result.parse(await handle({ ...context, actor }, input.parse(given)))
    },
  })

/** Says what is done every day at a time. */
export const onDaily = (app: App, { name, title, at }: DailyJob, handle: (context: JobContext) => Promise<void>) =>
  app.jobs.defined.set(name, { title, at, run: (context) => handle(context) })

type Start<I> = {
  readonly input: I
  /** There is one job of this name and key under way at a time: who asks for it again is given the same. */
  readonly key: string
  /** What it is about, for lists: the name of a file. */
  readonly about: string
  /** Refuses what cannot be begun, in the transaction that puts the job in. */
  readonly admit?: (tx: WriteTx) => Promise<unknown>
}
/** Either a job was put in, or the work has been done already and this is its result. */
export type Started<R> = { readonly job: JobId; readonly result: null } | { readonly job: null; readonly result: R }

/** What of a request a job needs to begin. */
export type JobStarter = Pick<WriteContext<z.ZodType>, 'actor' | 'now' | 'today' | 'schema' | 'read' | 'save' | 'request'>

/** Puts a job in, in one transaction with whatever admits it; without a queue does the work at once. */
export async function startJob<I extends z.ZodType, R extends z.ZodType>(
  app: App,
  context: JobStarter,
  { name, result }: Job<I, R>,
  { input, key, about, admit }: Start<z.input<I>>,
): Promise<Started<z.output<R>>> {
  const { queue } = app.jobs
  if (!queue) return { job: null, result: result.parse(await runHere(app, context, name, input)) }
  const data = { schema: context.schema, person: context.actor.id, about, input }
  const id = await context.save(async (tx) => {
    await admit?.(tx)
    return { events: [], result: await queue.send(tx, name, data, key) }
  })
  return { job: JobId.parse(id), result: null }
}

/** The same work within the request, under the same permissions. */
async function runHere(app: App, { actor, now, today, schema, read, save, request }: JobStarter, name: string, input: unknown) {
  const defined = app.jobs.defined.get(name)
  if (!defined) throw new Error(`no job is called ${name}`)
  const context = { now, today, schema, read, id: request.id, progress: noProgress, finish: save, signal: new AbortController().signal }
  return defined.run(context, actor, input)
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
