import { type Decision, type Refusal, accept, refuse } from '#kernel/decision.ts'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MeasureId } from '#kernel/rooms/problems.ts'
import { type WorkSituation, closedToWork } from './work-allowed.ts'

type Link = { readonly measureId: MeasureId; readonly evidenceId: EvidenceId }
/** A file of the matter. */
export type ProofFile = { readonly id: EvidenceId; readonly name: string; readonly isProof: boolean; readonly takenDown: boolean }
export type Proving = WorkSituation & {
  readonly measures: readonly {
    readonly id: MeasureId
    readonly no: number
    readonly isDone: boolean
    readonly proofs: readonly EvidenceId[]
  }[]
  readonly files: readonly ProofFile[]
}
export type LinkChanges = { readonly add: readonly Link[]; readonly remove: readonly Link[] }

/** Which links are to be made and which taken away; those that stand, or are gone, already are left out. */
export function linkProof(now: Proving, { add, remove }: LinkChanges): Decision<LinkChanges> {
  const closed = closedToWork(now)
  if (closed) return { ok: false, refusal: closed }
  const measures = new Map(now.measures.map((measure) => [measure.id, measure]))
  if ([...add, ...remove].some(({ measureId }) => !measures.has(measureId))) return refuse('measure.not-found')
  const stands = ({ measureId, evidenceId }: Link) => measures.get(measureId)?.proofs.includes(evidenceId) ?? false
  const added = add.filter((link) => !stands(link))
  const removed = remove.filter(stands)
  const fault = unfit(now, added) ?? lastProof(now, added, removed)
  return fault ? { ok: false, refusal: fault } : accept({ add: added, remove: removed })
}

function unfit({ files }: Proving, added: readonly Link[]): Refusal | null {
  for (const { evidenceId } of added) {
    const file = files.find(({ id }) => id === evidenceId)
    if (!file?.isProof) return { code: 'link.not-here' }
    if (file.takenDown) return { code: 'link.taken-down', detail: { name: file.name } }
  }
  return null
}

/** A measure that is reported as done keeps a proof: whoever takes the last one away says first that it is not done. */
function lastProof({ measures, files }: Proving, added: readonly Link[], removed: readonly Link[]): Refusal | null {
  for (const { id, no, isDone, proofs } of measures) {
    const gone = removed.filter(({ measureId }) => measureId === id)
    const left = proofs.length - gone.length + added.filter(({ measureId }) => measureId === id).length
    const name = files.find((file) => file.id === gone[0]?.evidenceId)?.name ?? ''
    if (isDone && gone.length > 0 && left <= 0) return { code: 'link.last-proof', detail: { no, name } }
  }
  return null
}
