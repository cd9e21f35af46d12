import { Select } from 'antd'
import type { Control } from '../form/Field.tsx'
import { type Option, finds, groupsOf } from '../form/options.ts'
import { Antd } from './Antd.tsx'
import styles from './antd.module.css'

const { about: aside = '', wide = '' } = styles

export type SelectProps<V extends string> = {
  readonly control: Control
  readonly options: readonly Option<V>[]
  readonly value: V | null
  readonly onChange: (value: V | null, option: Option<V> | undefined) => void
  readonly placeholder: string
  readonly clearable: boolean
  readonly disabled: boolean
  readonly opened?: boolean | undefined
  /** The server searches; absent: the options are searched here. */
  readonly onSearch?: ((typed: string) => void) | undefined
  readonly loading?: boolean | undefined
}

/** One of many, found by typing. */
export const AntdSelect = <V extends string>({
  control,
  options,
  value,
  onChange,
  placeholder,
  clearable,
  disabled,
  ...found
}: SelectProps<V>) => (
  <Antd>
    <Select<V, Option<V>>
      {...control}
      className={wide}
      placeholder={placeholder}
      allowClear={clearable}
      disabled={disabled}
      autoFocus={found.opened ?? false}
      defaultOpen={found.opened ?? false}
      loading={found.loading ?? false}
      popupMatchSelectWidth={false}
      options={grouped(options)}
      optionRender={WithAbout}
      {...statusOf(control)}
      {...(value !== null && { value })}
      showSearch={searchOf(found.onSearch)}
      notFoundContent={nothing(found.loading)}
      onChange={(next: V | undefined) =>
        onChange(
          next ?? null,
          options.find((option) => option.value === next),
        )
      }
    />
  </Antd>
)

export type ManySelectProps<V extends string> = Omit<SelectProps<V>, 'value' | 'onChange' | 'clearable'> & {
  readonly value: readonly V[]
  readonly onChange: (values: readonly V[]) => void
}

/** Several of many. */
export const AntdManySelect = <V extends string>({
  control,
  options,
  value,
  onChange,
  placeholder,
  disabled,
  ...found
}: ManySelectProps<V>) => (
  <Antd>
    <Select<V[], Option<V>>
      {...control}
      mode="multiple"
      className={wide}
      placeholder={placeholder}
      disabled={disabled}
      loading={found.loading ?? false}
      options={grouped(options)}
      optionRender={WithAbout}
      {...statusOf(control)}
      value={[...value]}
      showSearch={searchOf(found.onSearch)}
      notFoundContent={nothing(found.loading)}
      onChange={onChange}
    />
  </Antd>
)

type WordsProps = Pick<SelectProps<string>, 'control' | 'placeholder' | 'disabled'> & {
  readonly value: readonly string[]
  readonly onChange: (words: readonly string[]) => void
}

const BETWEEN = ['、', '，', ',', ' ', ';', '；']

/** Any words, each typed. */
export const AntdWords = ({ control, value, onChange, placeholder, disabled }: WordsProps) => (
  <Antd>
    <Select<string[]>
      {...control}
      mode="tags"
      className={wide}
      open={false}
      suffixIcon={null}
      tokenSeparators={BETWEEN}
      placeholder={placeholder}
      disabled={disabled}
      {...statusOf(control)}
      value={[...value]}
      onChange={(words) => onChange([...new Set(words.map((word) => word.trim()).filter(Boolean))])}
    />
  </Antd>
)

/** antd takes a group as an entry that holds entries; its types know it only for options that all look the same. */
const grouped = <V extends string>(options: readonly Option<V>[]): Option<V>[] =>
  groupsOf(options).flatMap(([group, members]) =>
    group === undefined ? members : [{ label: group, options: members } as unknown as Option<V>],
  )

const WithAbout = ({ data: { label, about } }: { readonly data: Option }) => (
  <>
    {label}
    {about && <span className={aside}>{about}</span>}
  </>
)

const statusOf = (control: Control) => (control['aria-invalid'] ? ({ status: 'error' } as const) : {})
const nothing = (loading = false) => (loading ? '正在查找……' : '没有找到')
const searchOf = (onSearch: ((typed: string) => void) | undefined) =>
  onSearch
    ? { filterOption: false as const, onSearch }
    : { filterOption: (typed: string, option?: Option) => option !== undefined && finds(option, typed) }
