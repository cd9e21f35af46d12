import { Suspense } from 'react'
import type { AntdTree as Tree } from '../antd/AntdTree.tsx'
import { lazyWithRetry } from '../lazy-with-retry.ts'
import { Field, type FieldProps } from './Field.tsx'
import { type TreeOption, finds } from './options.ts'
import { Waiting } from './Waiting.tsx'

// `lazy` forgets that the part takes any kind of value.
const AntdTree = lazyWithRetry(async () => ({ default: (await import('../antd/AntdTree.tsx')).AntdTree })) as unknown as typeof Tree

type Shared<V extends string> = FieldProps & {
  readonly options: readonly TreeOption<V>[]
  readonly placeholder?: string
  readonly clearable?: boolean
  readonly disabled?: boolean
  readonly loading?: boolean
  /** Somebody has just called for it: it takes the focus, and its list is open. */
  readonly opened?: boolean
  /** Absent: label and keywords are searched. */
  readonly matches?: (option: TreeOption<V>, typed: string) => boolean
}
type OneProps<V extends string> = Shared<V> & { readonly value: V | null; readonly onChange: (value: V | null) => void }
type ManyProps<V extends string> = Shared<V> & { readonly value: readonly V[]; readonly onChange: (values: readonly V[]) => void }

/** One out of a tree, by opening it or by typing: a unit, a region. The room gives the tree. */
export function TreeField<V extends string>({ value, onChange, ...rest }: OneProps<V>) {
  const { frame, tree } = partsOf(rest)
  return (
    <Field {...frame}>
      {(control) => (
        <Suspense fallback={<Waiting control={control} words={tree.placeholder} />}>
          <AntdTree control={control} {...tree} many={false} value={value} onChange={onChange} />
        </Suspense>
      )}
    </Field>
  )
}

/** Several out of a tree. */
export function TreesField<V extends string>({ value, onChange, ...rest }: ManyProps<V>) {
  const { frame, tree } = partsOf(rest)
  return (
    <Field {...frame}>
      {(control) => (
        <Suspense fallback={<Waiting control={control} words={tree.placeholder} />}>
          <AntdTree control={control} {...tree} many value={value} onChange={onChange} />
        </Suspense>
      )}
    </Field>
  )
}

function partsOf<V extends string>(props: Shared<V>) {
  const {
    options,
    placeholder = '请选择',
    clearable = true,
    disabled = false,
    loading = false,
    opened = false,
    matches = finds,
    ...frame
  } = props
  return { frame, tree: { options, placeholder, clearable, disabled, loading, opened, matches } }
}
