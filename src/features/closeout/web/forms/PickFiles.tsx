import type { EvidenceId, Purpose } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { EvidencePicker } from '#features/evidence/web/gallery/EvidencePicker.tsx'
import { FieldGroup } from '#ui/form/Field.tsx'

type Props = {
  readonly problemId: MatterId
  readonly purpose: Purpose
  readonly label: string
  readonly hint: string
  readonly ids: readonly EvidenceId[]
  readonly error?: string | undefined
  readonly onIds: (ids: readonly EvidenceId[]) => void
}

/** A file that belongs to a form; a new one takes the place of the last. */
export const PickFiles = ({ problemId, purpose, label, hint, ids, error, onIds }: Props) => (
  <FieldGroup label={label} help={hint} error={error}>
    <EvidencePicker matterId={problemId} purpose={purpose} value={ids} onChange={onIds} />
  </FieldGroup>
)
