import { TreeSelect } from 'antd'
import type { Control } from '../form/Field.tsx'
import type { TreeOption } from '../form/options.ts'
import { Antd } from './Antd.tsx'
import styles from './antd.module.css'

const { tree = '', wide = '' } = styles

export type TreeProps<V extends string> = {
  readonly control: Control
  readonly options: readonly TreeOption<V>[]
  readonly placeholder: string
  readonly clearable: boolean
  readonly disabled: boolean
  readonly loading: boolean
  readonly opened: boolean
  readonly matches: (option: TreeOption<V>, typed: string) => boolean
} & (
  | { readonly many: false; readonly value: V | null; readonly onChange: (value: V | null) => void }
  | { readonly many: true; readonly value: readonly V[]; readonly onChange: (values: readonly V[]) => void }
)

const NAMES = { value: 'value', label: 'label', children: 'children' } as const

/** One or several out of a tree, found by opening it or by typing. */
export function AntdTree<V extends string>(props: TreeProps<V>) {
  const { control, options, placeholder, clearable, disabled, loading, opened, matches } = props
  const shared = {
    ...control,
    className: wide,
    placeholder,
    disabled,
    loading,
    autoFocus: opened,
    defaultOpen: opened,
    allowClear: clearable,
    fieldNames: NAMES,
    treeData: options as TreeOption<V>[],
    treeDefaultExpandedKeys: options.map(({ value }) => value),
    showSearch: { filterTreeNode: (typed: string, node: object) => matches(node as TreeOption<V>, typed) },
    classNames: { popup: { root: tree } },
  }
  return (
    <Antd>
      {props.many ? (
        <TreeSelect<V[], TreeOption<V>>
          {...shared}
          multiple
          maxTagCount="responsive"
          value={[...props.value]}
          onChange={(values: V[]) => props.onChange(values)}
        />
      ) : (
        <TreeSelect<V, TreeOption<V>>
          {...shared}
          {...(props.value !== null && { value: props.value })}
          onChange={(value: V | undefined) => props.onChange(value ?? null)}
        />
      )}
    </Antd>
  )
}
