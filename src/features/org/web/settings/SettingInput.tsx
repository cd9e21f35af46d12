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
    case 'number':
      return (
        <NumberField
          {...frame}
          {...shape.limits}
          help={withRange(help, shape.limits)}
          unit={unit}
          value={Number.isInteger(value) ? Number(value) : null}
        />
      )
    case 'one':
      return <RadioField {...frame} options={shape.options} value={textOf(value)} />
    case 'many':
      return <CheckboxesField {...frame} options={shape.options} value={Array.isArray(value) ? value.map(String) : []} />
    case 'text':
      return <TextField {...frame} {...shape.limits} value={textOf(value) ?? ''} />
    default:
      return shape satisfies never
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
const withRange = (help: string, { min, max }: { readonly min?: number; readonly max?: number }) =>
  min === undefined || max === undefined ? help : `${help}。${min} 至 ${max}`
