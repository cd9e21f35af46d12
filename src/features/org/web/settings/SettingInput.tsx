import { Checkbox, Input, InputNumber, Radio } from 'antd'
import type { SettingShape } from './setting-shape.ts'

type Props = {
  readonly label: string
  readonly shape: SettingShape
  readonly value: unknown
  readonly unit: string | undefined
  readonly disabled: boolean
  readonly onValue: (value: unknown) => void
}

/** The field for one kind of setting; a number says its range. */
export function SettingInput({ label, shape, value, unit, disabled, onValue }: Props) {
  if (shape.kind === 'number')
    return (
      <span className="set-number">
        <InputNumber
          aria-label={label}
          disabled={disabled}
          precision={0}
          {...(shape.min !== undefined && { min: shape.min })}
          {...(shape.max !== undefined && { max: shape.max })}
          value={Number(value)}
          onChange={(next) => next !== null && onValue(next)}
        />
        {unit}
        <small className="ui-quiet">
          {shape.min} 至 {shape.max}
        </small>
      </span>
    )
  if (shape.kind === 'many')
    return (
      <Checkbox.Group aria-label={label} disabled={disabled} options={[...shape.options]} value={value as string[]} onChange={onValue} />
    )
  if (shape.kind === 'one')
    return (
      <Radio.Group
        aria-label={label}
        disabled={disabled}
        options={[...shape.options]}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    )
  return (
    <Input
      aria-label={label}
      disabled={disabled}
      {...(shape.max !== undefined && { maxLength: shape.max })}
      value={String(value)}
      onChange={(event) => onValue(event.target.value)}
    />
  )
}
