import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { PersonId } from '#kernel/rooms/org.ts'

/** Who signed on paper, when, and the scanned page. */
export type BehalfDraft = {
  readonly behalf: boolean
  readonly signatoryId: PersonId | ''
  readonly signedOn: string
  readonly scanIds: readonly EvidenceId[]
}
export const NO_BEHALF: BehalfDraft = { behalf: false, signatoryId: '', signedOn: '', scanIds: [] }

/** What is missing for a signature given on paper, in words; null where nothing is. */
export function missingInBehalf({ behalf, signatoryId, signedOn, scanIds }: BehalfDraft): string | null {
  if (!behalf) return null
  if (signatoryId === '') return '请选择签字人'
  if (signedOn === '') return '请填写签字日期'
  return scanIds.length === 0 ? '请上传签字原件的扫描件' : null
}

/** As the contract wants it; nothing where one signs oneself. */
export const behalfInput = ({ behalf, signatoryId, signedOn, scanIds }: BehalfDraft) =>
  behalf ? { ...(signatoryId !== '' && { signatoryId }), ...(signedOn !== '' && { signedOn }), scanId: scanIds.at(-1) } : {}
