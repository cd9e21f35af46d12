import type { EvidenceId, MatterId } from '#kernel/ids.ts'
import type { Purpose } from '#features/evidence/domain/words.ts'
import { EvidencePicker } from '#features/evidence/web/EvidencePicker.tsx'
import { CoField } from './fields.tsx'

type Props = {
  readonly problemId: MatterId
  readonly purpose: Purpose
  readonly label: string
  readonly hint: string
  readonly ids: readonly EvidenceId[]
  readonly multiple?: boolean
  readonly error?: string | undefined
  readonly onIds: (ids: readonly EvidenceId[]) => void
}

/** Files that belong to a form. */
export const PickFiles = ({ problemId, purpose, label, hint, ids, multiple = false, error, onIds }: Props) => (
  <CoField label={label} hint={hint} error={error}>
    <EvidencePicker problemId={problemId} purpose={purpose} value={ids} multiple={multiple} onChange={onIds} />
  </CoField>
)
