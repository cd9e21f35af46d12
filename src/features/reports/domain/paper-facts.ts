import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import type { EvidenceKind, Purpose, Side } from '#kernel/rooms/evidence.ts'
import type { EntryAct, RevokeKind, Verdict } from '#kernel/rooms/closeout-tables.ts'
import type { Part } from '#kernel/rooms/matters.ts'

/** A file of the problem. `no` counts all files in the order they came, those taken down too, so that a number on paper never changes its file. */
export type PaperFile = {
  readonly no: number
  readonly id: string
  readonly name: string
  readonly kind: EvidenceKind
  readonly purpose: Purpose
  readonly bytes: number
  readonly hash: string
  readonly pages: number | null
  /** 'YYYY-MM-DD HH:MM' or a day. */
  readonly takenAt: string | null
  readonly effectiveOn: string | null
  readonly receivedAt: string
  readonly side: Side | null
  readonly note: string | null
  readonly cycle: number
  /** Why it was taken down. */
  readonly takenDown: string | null
}

export type PaperMeasure = {
  readonly id: string
  readonly no: number
  readonly text: string
  readonly holder: string | null
  readonly deadline: string | null
  readonly result: string | null
  readonly doneOn: string | null
  readonly doneText: string | null
  /** Ids of the files that prove it. */
  readonly files: readonly string[]
}

export type PaperPerson = { readonly name: string; readonly unit: string | null; readonly post: string | null }

export type PaperVerification = {
  /** 'YYYY-MM-DD HH:MM' */
  readonly from: string
  readonly to: string
  readonly place: string
  readonly members: readonly PaperPerson[]
  readonly lines: readonly {
    readonly measureId: string
    readonly verdict: 'accepted' | 'refused'
    readonly remark: string
    readonly acceptedIds: readonly string[]
  }[]
  readonly residents: string
  readonly monitoring?: string | undefined
  readonly photoIds: readonly string[]
  readonly text: string
}
export type PaperNotice = {
  readonly medium: string
  readonly address?: string | undefined
  readonly from: string
  readonly to: string
  readonly contactUnit: string
  readonly contact: string
}
export type PaperFiling = { readonly no: string; readonly to: string; readonly on: string }

/** One act of a close-out that stands; those voided are not on paper. */
export type PaperEntry = {
  readonly id: string
  readonly step: string
  readonly stepName: string
  readonly act: EntryAct
  readonly verdict: Verdict | null
  readonly signatory: PaperPerson | null
  readonly recorder: string | null
  readonly signedOn: string
  readonly text: string | null
  readonly scanId: string | null
  readonly seal: string | null
  readonly verification: PaperVerification | null
  readonly notice: PaperNotice | null
  readonly filing: PaperFiling | null
}

export type PaperStep = ChainStep & { readonly state: 'passed' | 'now' | 'waiting' }

/** The file of one cycle. */
export type PaperCycle = {
  readonly cycle: number
  readonly statement: string
  readonly lastingMechanism: string | null
  readonly completedOn: string
  readonly applicant: string
  readonly applications: number
  readonly returns: number
  readonly closedOn: string | null
  readonly revoked: { readonly on: string; readonly kind: RevokeKind; readonly reason: string } | null
  readonly entries: readonly PaperEntry[]
  readonly objections: readonly {
    readonly receivedOn: string
    readonly text: string
    readonly answer: string | null
    readonly answeredOn: string | null
    readonly upheld: boolean | null
  }[]
}

/** All that a paper of one cycle is made of, as of one moment. Nothing is typed for a paper. */
export type PaperFacts = {
  readonly jurisdiction: string
  /** 'YYYY-MM-DD HH:MM' */
  readonly cutOff: string
  readonly no: string | null
  readonly upstreamNos: readonly string[]
  readonly source: string | null
  readonly round: string | null
  readonly title: string
  readonly wording: string | null
  readonly task: string | null
  readonly target: string | null
  readonly point: string | null
  readonly region: string | null
  readonly deadline: string | null
  readonly dueOn: string | null
  readonly holders: Readonly<Record<Part, readonly string[]>>
  readonly measures: readonly PaperMeasure[]
  readonly files: readonly PaperFile[]
  readonly cycleNo: number
  /** Null while nobody has applied in this cycle: the forms print lines for a hand. */
  readonly cycle: PaperCycle | null
  /** The chain of the running cycle, or the one that would hold if somebody applied now. */
  readonly steps: readonly PaperStep[]
  /** At least so many verify on site. */
  readonly verifiersMin: number
}
