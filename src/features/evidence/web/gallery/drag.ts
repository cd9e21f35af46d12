import { EvidenceId } from '#kernel/rooms/evidence.ts'

/** What a dragged file carries: a JSON array of evidence ids. */
const TYPE = 'application/x-bihuan-evidence'

/** Whether files of the tray are being dragged (their ids are readable only when dropped). */
export const carriesEvidence = (transfer: DataTransfer): boolean => transfer.types.includes(TYPE)
export const carriesFiles = (transfer: DataTransfer | null): transfer is DataTransfer => transfer?.types.includes('Files') ?? false

export function putEvidence(transfer: DataTransfer, ids: readonly EvidenceId[]): void {
  transfer.setData(TYPE, JSON.stringify(ids))
  transfer.effectAllowed = 'copyLink'
}

/** The ids that were dropped; nothing where something else was. */
export function evidenceIn(transfer: DataTransfer): EvidenceId[] {
  try {
    return EvidenceId.array().parse(JSON.parse(transfer.getData(TYPE)))
  } catch {
    return []
  }
}
