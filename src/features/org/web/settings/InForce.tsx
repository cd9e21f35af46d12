import { useQuery } from '@tanstack/react-query'
import { SETTINGS } from '#kernel/rooms.ts'
import { settingInWords } from '#kernel/settings.ts'
import { ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import type { InForce as Found } from '../../settings.contract.ts'
import { heldWords, scopeWords, standardWords } from './setting-words.ts'
import { type InForceOf, inForceQuery } from './settings-queries.ts'
import styles from './settings.module.css'

type Line = Found['settings'][number]

/** Of one source or scope: every setting's value in force, the scope it comes from, and what the others say. */
export function InForce({ of }: { readonly of: string }) {
  const { data, error, refetch } = useQuery(inForceQuery(askedOf(of)))
  if (!data)
    return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取生效的设置" />
  return (
    <>
      <p className="ui-quiet">由窄到宽：{[...data.scopes.map(scopeWords), '标准值'].join(' → ')}</p>
      <DataTable label="实际生效的设置" columns={COLUMNS} rows={data.settings} rowId={({ key }) => key} stickyHead />
    </>
  )
}

/** `source=id` or `scope=…`, as the address has it. */
function askedOf(of: string): InForceOf {
  const [kind, id] = [of.slice(0, of.indexOf('=')), of.slice(of.indexOf('=') + 1)]
  return kind === 'source' ? { source: id } : { scope: id }
}

const COLUMNS: readonly TableColumn<Line>[] = [
  { key: 'title', title: '设置', width: '20%', isName: true, render: ({ key }) => SETTINGS[key].title },
  { key: 'value', title: '生效的值', width: '24%', render: ({ key, value }) => <b>{settingInWords(key, value)}</b> },
  { key: 'from', title: '生效于', width: '22%', render: ({ from }) => (from ? scopeWords(from) : '标准值') },
  { key: 'steps', title: '为什么', render: (line) => <Steps line={line} /> },
]

/** Scope by scope from narrow to wide: the first with a value wins. */
const Steps = ({ line: { key, from, steps } }: { readonly line: Line }) => (
  <ol className={styles['steps']}>
    {steps.map((step) => (
      <li key={step.scope} aria-current={step.scope === from?.scope || undefined}>
        {scopeWords(step)}：{heldWords(key, step)}
      </li>
    ))}
    <li aria-current={from === null || undefined}>标准值：{standardWords(key)}</li>
  </ol>
)
