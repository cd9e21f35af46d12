import type { SettingWords } from '#kernel/declaration.ts'
import { NumberField } from '#ui/form/NumberField.tsx'
import { CheckboxesField, RadioField } from '#ui/form/RadioField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import type { SettingShape } from './setting-shape.ts'

type Props = {
  readonly words: SettingWords
  readonly shape: SettingShape
  /** null: emptied. */
  readonly value: unknown
  readonly error: string | undefined
  readonly onChange: (value: unknown) => void
}

/** The field for one kind of setting; a number says its range. */
export function SettingInput({ words: { title: label, help, unit }, shape, value, error, onChange }: Props) {
  const frame = { label, help, error, required: true, onChange }
  switch (shape.kind) {
    case 'number': {
      const { min, max } = shape
      const range = min !== undefined && max !== undefined ? `${help}。${min} 至 ${max}` : help
      const number = typeof value === 'number' ? value : null
      return <NumberField {...frame} help={range} unit={unit} {...(min !== undefined && { min })} {...(max !== undefined && { max })} value={number} />
    }
    case 'one':
      return <RadioField {...frame} options={shape.options} value={typeof value === 'string' ? value : null} />
    case 'many':
      return <CheckboxesField {...frame} options={shape.options} value={Array.isArray(value) ? value.map(String) : []} />
    case 'text':
      return <TextField {...frame} {...(shape.max !== undefined && { max: shape.max })} value={typeof value === 'string' ? value : ''} />
    default:
      return shape satisfies never
  }
}
