import type { NarrowKind, SettingChange, SettingEffect } from '#kernel/settings.ts'
import type { RawBuilder } from 'kysely'
import type { WaitingGroup } from '#kernel/waiting.ts'
import type { Reaction } from './commit.ts'
import type { ReadDb } from './db.ts'
import type { App, RequestContext } from './http.ts'

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
  /** How it answers to acts of rooms to its left, in the same transaction. */
  readonly reactions?: readonly Reaction[]
  /** For what reasons somebody takes part in a matter. */
  readonly participants?: readonly ParticipantSource[]
  /** What of its work waits for the reader, in groups as the page 待我办理 shows them; a constant number of queries. */
  readonly waiting?: (db: ReadDb, reader: Reader) => Promise<readonly WaitingGroup[]>
  /** For what settings may have values of their own, of the kinds of scope that it keeps. */
  readonly scopes?: readonly ScopeMembers[]
  /** What of its own a changed setting would change, counted before it is saved; a constant number of queries. */
  readonly settingEffects?: (db: ReadDb, change: SettingChange) => Promise<readonly SettingEffect[]>
}

/** Every reason for which somebody takes part in a matter. */
export const participantSources = (rooms: readonly RoomModule[]) => rooms.flatMap(({ participants = [] }) => participants)
