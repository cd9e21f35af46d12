import { DayField } from '#ui/form/DayField.tsx'
import { FieldColumns } from '#ui/form/Field.tsx'
import { TextField } from '#ui/form/TextField.tsx'

type Props = {
  readonly dueOn: string
  readonly basis: string
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (change: { dueOn?: string; basis?: string }) => void
}

/** The last day of what runs again, and by what paper or for what reason. */
export const LimitFields = ({ dueOn, basis, errorAt, onChange }: Props) => (
  <FieldColumns>
    <DayField
      label="新的整改时限"
      value={dueOn}
      error={errorAt('dueOn')}
      onChange={(day) => onChange({ dueOn: day ?? '' })}
      clearable={false}
    />
    <TextField
      label="时限依据"
      placeholder="文件、文号或原因"
      max={300}
      value={basis}
      error={errorAt('basis')}
      onChange={(text) => onChange({ basis: text })}
    />
  </FieldColumns>
)
