import { Suspense } from 'react'
import { lazyWithRetry } from '../lazy-with-retry.ts'
import { Field, type FieldProps } from './Field.tsx'
import { Waiting } from './Waiting.tsx'

const AntdWords = lazyWithRetry(async () => ({ default: (await import('../antd/AntdSelect.tsx')).AntdWords }))

type Props = FieldProps & {
  readonly value: readonly string[]
  readonly onChange: (words: readonly string[]) => void
  readonly placeholder?: string
  readonly disabled?: boolean
}

/** Several words or names, each typed and ended by Enter or by 、 */
export const WordsField = ({ value, onChange, placeholder = '', disabled = false, ...frame }: Props) => (
  <Field {...frame}>
    {(control) => (
      <Suspense fallback={<Waiting control={control} words={placeholder} />}>
        <AntdWords {...{ control, value, onChange, placeholder, disabled }} />
      </Suspense>
    )}
  </Field>
)
