import type { Actor, Duty, Subject } from '#kernel/access.ts'
import type { Calendar, Day } from '#kernel/days.ts'
import type { Chain } from '#kernel/rooms/closeout-chain.ts'
import type { Level } from '#kernel/rooms/problems-tables.ts'
import type { EntryAct, RevokeKind, Verdict } from '#kernel/rooms/closeout-tables.ts'
import type { ProblemState } from '#features/problems/domain/problem.ts'

export type Named = { readonly id: string; readonly name: string }

/** A person as the rules see them: the roles held today, and their unit with every unit above it. */
export type Human = Named & {
  readonly duties: readonly Duty[]
  readonly unitPath: readonly string[]
  /** The same for their own unit and every unit whose work they do or answer for: as its handler or head. */
  readonly worksIn: readonly string[]
  /** Can log in, and so confirm what others enter in their name. */
  readonly hasAccount: boolean
}
export type People = ReadonlyMap<string, Human>

/** Who asks, on which day. */
export type ActContext = { readonly actor: Actor; readonly today: Day }

/** Of the responsibility of a problem, what says whose turn a step is. */
export type Parties = {
  readonly lead: Named | null
  readonly territory: readonly Named[]
  readonly acceptance: readonly Named[]
  readonly leaders: readonly Named[]
}

export type MeasureFacts = {
  readonly id: string
  readonly no: number
  readonly done: boolean
  /** Files that stand as its proof for this matter. */
  readonly proof: readonly string[]
}

export type Line = {
  readonly measureId: string
  readonly verdict: 'accepted' | 'refused'
  readonly remark: string
  readonly acceptedIds: readonly string[]
}
export type Verification = {
  /** Instants in UTC, so that they compare as text. */
  readonly from: string
  readonly to: string
  readonly place: string
  readonly memberIds: readonly string[]
  readonly lines: readonly Line[]
  readonly residents: string
  readonly monitoring?: string | undefined
  readonly photoIds: readonly string[]
  readonly text: string
}
export type Notice = {
  readonly medium: string
  readonly address?: string | undefined
  readonly from: Day
  readonly contactUnit: string
  readonly contact: string
}
export type Filing = { readonly no: string; readonly to: string; readonly on: Day }
export type Application = { readonly statement: string; readonly lastingMechanism?: string | undefined; readonly completedOn: Day }
export type Revocation = {
  readonly kind: RevokeKind
  readonly reason: string
  /** The problem's last day from here on, and by what paper or for what reason. */
  readonly dueOn: Day
  readonly basis: string
  /** What rebounded, and so is proved anew; none named: every measure. */
  readonly measureIds: readonly string[]
}
/** The closure that was taken back before this cycle: what rebounded is proved by files dated after it (rules.md R-56). */
export type Revoked = { readonly on: Day; readonly unproved: readonly number[]; readonly unsaid: readonly number[] }

/** What an entry says beside its text. */
export type EntryFacts = {
  readonly application?: Application
  readonly verification?: Verification
  readonly notice?: Notice & { readonly to: Day; readonly steps: readonly string[] }
  readonly filing?: Filing
  readonly revocation?: Revocation
  readonly returnTo?: string
  /** Objections that this end of a notice has settled: a later notice asks for them no more. */
  readonly settled?: readonly string[]
  /** The scanned page and the photos of the site, with all that people say of them: sealed with the entry. */
  readonly papers?: readonly FileFacts[]
}
/** What is known of a file when somebody signs on it. */
export type FileFacts = {
  readonly id: string
  readonly hash: string
  readonly name: string
  readonly takenAt: string | null
  readonly takenFrom: string | null
  readonly effectiveOn: Day | null
  readonly side: string | null
  readonly pair: string | null
  readonly note: string | null
}
/** A file of the running cycle. `reused`: the same bytes serve elsewhere already, as a signed page or as something else. */
export type CaseFile = FileFacts & { readonly purpose: string; readonly reused: 'scan' | 'other' | null }

export type NewEntry = {
  readonly step: string
  readonly act: EntryAct
  readonly verdict: Verdict | null
  readonly signatoryId: string
  /** Who entered it for the signatory; null where they did themselves. */
  readonly recorderId: string | null
  readonly signedOn: Day
  readonly text: string | null
  readonly scanId: string | null
  /** Entered by another and lets its step pass: until when it must be confirmed; null: needs none. */
  readonly confirmBy: Day | null
  readonly seal: string | null
  readonly facts: EntryFacts
}
export type StoredEntry = NewEntry & {
  readonly id: string
  readonly seq: number
  /** The day on which it was entered. */
  readonly on: Day
  readonly voidedOn: Day | null
  readonly confirmedOn: Day | null
  /** Whether whose signature it carries can confirm it themselves; looked up for those that wait for it only. */
  readonly signatoryHasAccount: boolean
}
export type Objection = { readonly id: string; readonly answered: boolean; readonly upheld: boolean }

/** The file of the present cycle, once somebody has applied in it. */
export type Running = {
  readonly applicantId: string
  readonly closedOn: Day | null
  readonly filedOn: Day | null
  readonly entries: readonly StoredEntry[]
  readonly objections: readonly Objection[]
}

/** All the rules decide on: read under the lock of the matter. */
export type Situation = {
  readonly level: Level
  /** An older ledger claims its end: nothing of ours (rules.md R-43). */
  readonly declared: boolean
  readonly state: ProblemState
  readonly step: string | null
  readonly subject: Subject
  readonly parties: Parties
  /** Units and people that do the work: who only accepts or supervises it is none of them. */
  readonly doing: Subject
  /** Units that answer for the work: every lead, and whoever a measure names. */
  readonly workUnits: readonly Named[]
  readonly measures: readonly MeasureFacts[]
  readonly openPoints: readonly string[]
  /** The problem above a point, when it has closed. */
  readonly closedParent: string | null
  /** Of the running cycle, or what it would begin with. */
  readonly chain: Chain
  readonly running: Running | null
  /** How the cycle before this one was taken back; null: this is the first. */
  readonly revoked: Revoked | null
  /** Whoever reported, linked evidence or applied in this cycle. */
  readonly doers: readonly Named[]
  /** Files that came in this cycle and have not been taken down: what an earlier one was judged by proves nothing of this one. */
  readonly files: readonly CaseFile[]
  readonly seal: string
  readonly verifiersMin: number
  readonly unitsDiffer: boolean
  /** Days within which an entry on behalf is confirmed. */
  readonly confirmDays: number
  readonly calendar: Calendar
}

/** What an act writes: one entry, where the matter goes, and what it does to the file. */
export type Outcome = {
  readonly entry: NewEntry
  readonly to: { readonly state: ProblemState; readonly step: string | null; readonly nextCycle: boolean }
  readonly returned: boolean
  /** Entries that stand no longer, and why. */
  readonly voids: { readonly ids: readonly string[]; readonly reason: string }
  readonly closedOn: Day | null
  readonly filedOn: Day | null
  /** Measures that were refused on site: not done any more. */
  readonly reopens: readonly string[]
}
