import type { ReactNode } from 'react'
import { DayInput } from '#features/org/web/DayInput.tsx'
import { Button } from '#ui/form/Button.tsx'

type FieldProps = {
  readonly label: string
  readonly error?: string | undefined
  readonly hint?: ReactNode
  readonly children: ReactNode
}

/** A name over one field, below it what is wrong or how it is meant. */
export const CoField = ({ label, error, hint, children }: FieldProps) => (
  <div className="co-field" role="group" aria-label={label}>
    <span>{label}</span>
    {children}
    {error !== undefined ? <em role="alert">{error}</em> : hint !== undefined && <em className="hint">{hint}</em>}
  </div>
)

type TextProps = Omit<FieldProps, 'children'> & {
  readonly value: string
  readonly max: number
  /** More than one: a text of several lines. */
  readonly rows?: number
  readonly placeholder?: string
  readonly onText: (text: string) => void
}

/** A text; one that nears its end says how much room is left. */
export function TextField({ label, error, hint, value, max, rows = 1, placeholder, onText }: TextProps) {
  const left = max - value.length
  const shared = { className: 'ui-input', 'aria-label': label, maxLength: max, value, placeholder } as const
  return (
    <CoField label={label} error={error} hint={hint ?? (left < 50 ? `还可输入 ${left} 字` : undefined)}>
      {rows > 1 ? (
        <textarea {...shared} rows={rows} onChange={(event) => onText(event.target.value)} />
      ) : (
        <input {...shared} onChange={(event) => onText(event.target.value)} />
      )}
    </CoField>
  )
}

type DayProps = Omit<FieldProps, 'children'> & { readonly value: string; readonly onDay: (day: string) => void }

/** A day; empty while none is chosen. */
export const DayOf = ({ label, error, hint, value, onDay }: DayProps) => (
  <CoField label={label} error={error} hint={hint}>
    <DayInput label={label} allowClear={false} value={value === '' ? null : value} onDay={(day) => onDay(day ?? '')} />
  </CoField>
)

type ChoiceProps<V extends string> = Omit<FieldProps, 'children'> & {
  readonly value: string
  readonly options: readonly (readonly [V, string])[]
  readonly onPick: (value: V) => void
}

/** A few answers side by side, large enough for a thumb. */
export const Choice = <V extends string>({ label, error, hint, value, options, onPick }: ChoiceProps<V>) => (
  <CoField label={label} error={error} hint={hint}>
    <div className="co-choice" role="radiogroup" aria-label={label}>
      {options.map(([key, words]) => (
        <label key={key} data-on={key === value}>
          <input type="radio" checked={key === value} onChange={() => onPick(key)} />
          {words}
        </label>
      ))}
    </div>
  </CoField>
)

type PickProps = Omit<FieldProps, 'children'> & {
  readonly value: string
  readonly options: readonly (readonly [string, string])[]
  readonly onPick: (value: string) => void
}

/** One of many. */
export const PickField = ({ label, error, hint, value, options, onPick }: PickProps) => (
  <CoField label={label} error={error} hint={hint}>
    <select className="ui-input" aria-label={label} value={value} onChange={(event) => onPick(event.target.value)}>
      <option value="">请选择</option>
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  </CoField>
)

/** Phrases ready to be put into a text; none is put there by itself. */
export const Phrases = ({ phrases, onPhrase }: { readonly phrases: readonly string[]; readonly onPhrase: (phrase: string) => void }) => (
  <div className="co-phrases" role="group" aria-label="常用语">
    <span>常用语</span>
    {phrases.map((phrase) => (
      <Button key={phrase} onClick={() => onPhrase(phrase)}>
        {phrase}
      </Button>
    ))}
  </div>
)
