import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RawBuilder } from 'kysely'
import type { Actor } from '#kernel/access.ts'
import type { Action } from '#kernel/rooms.ts'
import type { Day } from '#kernel/days.ts'
import type { Endpoint, FirstDuty } from '#kernel/endpoint.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { NarrowKind, SettingChange, SettingEffect } from '#kernel/settings.ts'
import type { WaitingGroup } from '#kernel/waiting.ts'
import type { Backups } from './backup/backups.ts'
import type { Clock } from './clock.ts'
import type { Answers, Reaction, Vetoes } from './commit.ts'
import type { SecretBox } from './database/secret-box.ts'
import type { Database, ReadDb, Schema } from './db.ts'
import type { LogInWays } from './identity/log-in-ways.ts'
import type { Jobs } from './jobs/job-types.ts'
import type { RefusalLog } from './record/refusal-log.ts'
import type { Transport } from './transport.ts'

/** Who asks: the session (or a test) answers. Undefined means nobody is logged in. */
export type Caller = {
  readonly actor: Actor
  /** What they must do before anything else. */
  readonly due?: FirstDuty | undefined
  /** When they last showed who they are, and whether a second factor is in use. */
  readonly proof?: { readonly at: Date; readonly hasFactor: boolean }
  /** A program with a token asks: the acts that it names. */
  readonly byToken?: readonly Action[]
}
export type Deps = {
  readonly db: Database
  readonly clock: Clock
  /** Folder for files kept by their hash. */
  readonly files: string
  readonly schemaFor: (request: FastifyRequest) => Schema
  /** `within`: looked up in a transaction that is open already, and nothing is noted of it. */
  readonly callerOf: (request: FastifyRequest, schema: Schema, within?: ReadDb) => Promise<Caller | undefined>
  /** Opens what is known of complainants; without it nothing is sealed or read. */
  readonly secretBox?: SecretBox | undefined
  /** Backs up and rehearses: of a program that serves. */
  readonly backups?: Backups | undefined
  /** The one-time code on the console while the database is empty. */
  readonly setupCode?: string | undefined
  readonly transport: Transport
  readonly ways?: LogInWays | undefined
  /** Holds an answer back for so many milliseconds. */
  readonly pause: (ms: number) => Promise<unknown>
  /** A password that everybody knows, which the rules let pass: of the demo only. */
  readonly knownPassword?: string | undefined
}
export type App = Deps & {
  readonly http: FastifyInstance
  readonly endpoints: Endpoint[]
  readonly jobs: Jobs
  readonly refusals: RefusalLog
  /** What the rooms add, from left to right. */
  readonly rooms: readonly RoomModule[]
}

/** What every handler is given; `actor` is undefined only behind a public door. */
export type RequestContext = {
  readonly actor: Actor
  readonly today: Day
  readonly now: Date
  readonly schema: Schema
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
/** Who reads, and at which moment. */
export type Reader = Pick<RequestContext, 'actor' | 'today' | 'now'>

/** What there is of one kind of scope: said by the room that keeps it. */
export type ScopeMembers = {
  readonly kind: NarrowKind
  readonly members: (db: ReadDb) => Promise<readonly { readonly id: string; readonly name: string }[]>
}

/**
 * A reason for which somebody takes part in a matter, of the room that has the facts: rows of matter_id, unit_id and person_id, either or both.
 * The room writes them by matters' door (setParticipants) after every change of those facts; verify computes them again.
 */
export type ParticipantSource = { readonly because: string; readonly rows: RawBuilder<unknown> }

/** What a room adds to the running server; which rooms there are says app/rooms.ts. */
export type RoomModule = {
  /** Its endpoints. */
  readonly routes?: (app: App) => void
  /** What it does outside requests: `onJob`, `onDaily`. */
  readonly jobs?: (app: App) => void
  /** Which acts of rooms to its left it may refuse, in the same transaction. */
  readonly vetoes?: Vetoes
  /** How it answers to acts of rooms to its left, in the same transaction. */
  readonly reactions?: readonly Reaction[]
  /** For what reasons somebody takes part in a matter. */
  readonly participants?: readonly ParticipantSource[]
  /** What of its work waits for the reader, in groups as the page 待我办理 shows them; a constant number of queries. */
  readonly waiting?: (db: ReadDb, reader: Reader) => Promise<readonly WaitingGroup[]>
  /** Whether something of its own stands in a matter that a change of the matter's facts voids: a signature. One query. */
  readonly voidable?: (db: ReadDb, id: MatterId) => Promise<boolean>
  /** For what settings may have values of their own, of the kinds of scope that it keeps. */
  readonly scopes?: readonly ScopeMembers[]
  /** What of its own a changed setting would change, counted before it is saved; a constant number of queries. */
  readonly settingEffects?: (db: ReadDb, change: SettingChange) => Promise<readonly SettingEffect[]>
}

/** Every reason for which somebody takes part in a matter. */
export const participantSources = (rooms: readonly RoomModule[]) => rooms.flatMap(({ participants = [] }) => participants)
/** How the rooms answer to acts, in their order. */
export const answersOf = ({ rooms }: App): Answers => ({
  vetoes: rooms.flatMap(({ vetoes }) => vetoes ?? []),
  reactions: rooms.flatMap(({ reactions = [] }) => reactions),
})
