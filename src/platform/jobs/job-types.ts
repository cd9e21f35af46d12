import { z } from 'zod'
import type { Actor } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import type { Committer } from '../commit.ts'
import type { ReadDb, Schema, WriteTx } from '../db.ts'

/** Tells others how far the work is. Throws JobOver where it is no longer wanted or no longer ours: the work ends there. */
export type Progress = (phase: string, done?: number, total?: number) => Promise<void>

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

/** What stands in the queue: the district, the person, what it is about in a few words, and the input. */
export const JobData = z.object({ schema: z.string(), person: PersonId.nullable(), about: z.string(), input: z.unknown() })
export type JobData = z.output<typeof JobData>

/** Where jobs wait, are worked on and end. */
export type JobQueue = {
  /** Puts a job in with the change that causes it. Of the same name and key there is one under way: its id. */
  readonly send: (tx: WriteTx, name: string, data: JobData, key: string) => Promise<string>
  /** False where it is over already. Whoever works on it notices at the next step. */
  readonly cancel: (name: string, id: string) => Promise<boolean>
  /** Puts a job whose tries are used up in again; false where the same work is under way already. */
  readonly redrive: (id: string) => Promise<boolean>
  /** Takes a job whose tries are used up off the list. */
  readonly discard: (id: string) => Promise<void>
  /** When what is done daily begins next, by name. */
  readonly nextRuns: () => ReadonlyMap<string, Date>
  /** Lets what is under way come to an end for a while, then hands it back: another process, or the next start, does it. */
  readonly stop: () => Promise<void>
}
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
