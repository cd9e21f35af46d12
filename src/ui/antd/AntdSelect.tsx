import { Select } from 'antd'
import type { Control } from '../form/Field.tsx'
import { type Option, finds } from '../form/options.ts'
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
      options={[...options]}
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
      options={[...options]}
      optionRender={WithAbout}
      {...statusOf(control)}
      value={[...value]}
      showSearch={searchOf(found.onSearch)}
      notFoundContent={nothing(found.loading)}
      onChange={onChange}
    />
  </Antd>
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
