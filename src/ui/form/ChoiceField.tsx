import { Suspense } from 'react'
import type { AntdManySelect as ManySelect, AntdSelect as OneSelect } from '../antd/AntdSelect.tsx'
import { lazyWithRetry } from '../lazy-with-retry.ts'
import { type Control, Field, type FieldProps } from './Field.tsx'
import { type Option, groupsOf } from './options.ts'
import { Waiting } from './Waiting.tsx'
import styles from './field.module.css'

// A list of fifty units needs searching; what it takes is fetched after the first screen stands. `lazy` forgets that it takes any kind of value.
const AntdSelect = lazyWithRetry(async () => ({
  default: (await import('../antd/AntdSelect.tsx')).AntdSelect,
})) as unknown as typeof OneSelect
const AntdManySelect = lazyWithRetry(async () => ({
  default: (await import('../antd/AntdSelect.tsx')).AntdManySelect,
})) as unknown as typeof ManySelect

const FEW = 12

type ChoiceProps<V extends string> = FieldProps & {
  readonly value: V | null | undefined
  readonly options: readonly Option<V>[]
  readonly onChange: (value: V | null) => void
  /** What stands there while nothing is chosen. */
  readonly empty?: string
  readonly clearable?: boolean
  readonly disabled?: boolean
  /** The browser's own list, however long: where dozens of them stand on one page. */
  readonly plain?: boolean
}

/** One of several: a plain list where there are few, one that can be searched where there are many. */
export function ChoiceField<V extends string>(props: ChoiceProps<V>) {
  const { value: chosen, options, onChange, empty = '请选择', clearable = true, disabled = false, plain = false, ...frame } = props
  const value = chosen || null // '' is how a draft says that nothing is chosen yet
  const list = { options, value, onChange, empty, clearable, disabled }
  return (
    <Field {...frame}>
      {(control) =>
        plain || options.length <= FEW ? (
          <Plain {...list} control={control} marks={clearable && (frame.labelHidden ?? false)} />
        ) : (
          <Suspense fallback={<Waiting control={control} words={empty} />}>
            <AntdSelect {...list} control={control} placeholder={empty} />
          </Suspense>
        )
      }
    </Field>
  )
}

type PlainProps<V extends string> = Required<Pick<ChoiceProps<V>, 'options' | 'onChange' | 'empty' | 'clearable' | 'disabled'>> & {
  readonly value: V | null
  readonly control: Control
  /** In a tool bar a condition in force stands out. */
  readonly marks: boolean
}

function Plain<V extends string>({ control, value, options, onChange, empty, clearable, disabled, marks }: PlainProps<V>) {
  const isKnown = options.some((option) => option.value === value)
  return (
    <select
      {...control}
      className={[styles['input'], marks && value !== null && styles['chosen']].filter(Boolean).join(' ')}
      disabled={disabled}
      value={value ?? ''}
      onChange={(event) => onChange(options.find((option) => option.value === event.target.value)?.value ?? null)}
    >
      {(clearable || value === null) && <option value="">{empty}</option>}
      {value !== null && !isKnown && <option value={value}>已选</option>}
      {groupsOf(options).map(([group, members]) =>
        group === undefined ? (
          <PlainOptions key="" options={members} />
        ) : (
          <optgroup key={group} label={group}>
            <PlainOptions options={members} />
          </optgroup>
        ),
      )}
    </select>
  )
}

const PlainOptions = ({ options }: { readonly options: readonly Option[] }) =>
  options.map(({ value, label, about, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {about ? `${label}（${about}）` : label}
    </option>
  ))

type ManyProps<V extends string> = FieldProps & {
  readonly value: readonly V[]
  readonly options: readonly Option<V>[]
  readonly onChange: (values: readonly V[]) => void
  readonly empty?: string
  readonly disabled?: boolean
}

/** Several of many, found by typing. For a few use CheckboxesField. */
export const ChoicesField = <V extends string>({
  value,
  options,
  onChange,
  empty = '请选择',
  disabled = false,
  ...frame
}: ManyProps<V>) => (
  <Field {...frame}>
    {(control) => (
      <Suspense fallback={<Waiting control={control} words={empty} />}>
        <AntdManySelect {...{ control, value, options, onChange, disabled }} placeholder={empty} />
      </Suspense>
    )}
  </Field>
)

type Lookup<V extends string> = FieldProps & {
  /** What the typed words find. */
  readonly found: readonly Option<V>[]
  readonly onSearch: (typed: string) => void
  readonly loading?: boolean
  readonly placeholder?: string
  readonly disabled?: boolean
}
type LookupProps<V extends string> = Lookup<V> & {
  readonly value: Option<V> | null
  readonly onChange: (option: Option<V> | null) => void
  readonly clearable?: boolean
  /** Somebody has just called for it: it takes the focus, and its list is open. */
  readonly opened?: boolean
}

/** One of any number, looked up at the server while somebody types: a person. The room asks and gives what was found. */
export function LookupField<V extends string>(props: LookupProps<V>) {
  const { value, onChange, found, onSearch, loading, opened, ...rest } = props
  const { placeholder = '输入几个字查找', clearable = true, disabled = false, ...frame } = rest
  const options = withChosen(found, value === null ? [] : [value])
  return (
    <Field {...frame}>
      {(control) => (
        <Suspense fallback={<Waiting control={control} words={placeholder} />}>
          <AntdSelect
            {...{ control, options, placeholder, clearable, disabled, loading, opened, onSearch }}
            value={value?.value ?? null}
            onChange={(_, option) => onChange(option ?? null)}
          />
        </Suspense>
      )}
    </Field>
  )
}

type LookupsProps<V extends string> = Lookup<V> & {
  readonly value: readonly Option<V>[]
  readonly onChange: (options: readonly Option<V>[]) => void
}

/** Several of any number, looked up at the server. */
export function LookupsField<V extends string>(props: LookupsProps<V>) {
  const { value, onChange, found, onSearch, loading, placeholder = '输入几个字查找', disabled = false, ...frame } = props
  const options = withChosen(found, value)
  const take = (values: readonly V[]) => onChange(values.flatMap((one) => options.find((option) => option.value === one) ?? []))
  return (
    <Field {...frame}>
      {(control) => (
        <Suspense fallback={<Waiting control={control} words={placeholder} />}>
          <AntdManySelect
            {...{ control, options, placeholder, disabled, loading, onSearch }}
            value={value.map((one) => one.value)}
            onChange={take}
          />
        </Suspense>
      )}
    </Field>
  )
}

/** What is chosen keeps its words even when the search finds others. */
const withChosen = <V extends string>(found: readonly Option<V>[], chosen: readonly Option<V>[]) => [
  ...chosen.filter(({ value }) => !found.some((option) => option.value === value)),
  ...found,
]
