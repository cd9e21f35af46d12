import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { countProblemsEndpoint, ledgerChoicesEndpoint } from '#features/problems/problems.contract.ts'
import { call } from '#ui/api-client.ts'
import { EmptyState, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import type { ExportProgress } from '#ui/list/ExportMenu.tsx'
import { EXPORTS, MyExports } from './MyExports.tsx'
import { REPORTS, type Report } from './exports.ts'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './reports.module.css'

type Filter = { readonly source?: string; readonly unit?: string; readonly leader?: string; readonly closure?: string }
type Choice = { readonly id: string; readonly name: string }

/** Official tables, whole or for one source, unit or leader; anything finer is exported from the ledger, exactly as shown there. */
export function ReportsPage() {
  const [filter, setFilter] = useState<Filter>({})
  const choices = useQuery({ queryKey: ['problems', 'choices'], queryFn: () => call(ledgerChoicesEndpoint, {}, {}) })
  const counts = useQuery({ queryKey: ['problems', 'counts', filter], queryFn: () => call(countProblemsEndpoint, {}, filter) })
  const error = choices.error ?? counts.error
  if (error) return <ErrorState message={error.message} onRetry={() => void Promise.all([choices.refetch(), counts.refetch()])} />
  if (!choices.data || !counts.data) return <ProgressBar text="正在读取台账" />
  const { total } = counts.data
  const pick = (key: keyof Filter) => (id: string | null) =>
    setFilter((old) => Object.fromEntries(Object.entries({ ...old, [key]: id }).filter(([, value]) => value !== null)))
  return (
    <>
      <PageHeader title="报表" about="按此刻的台账生成，文件名带截至时间。需要更细的筛选，请在台账页筛选后点“导出”，导出的就是看到的。" />
      <div className={styles['filter']} role="group" aria-label="范围">
        <Pick label="来源" choices={choices.data.sources} value={filter.source} onPick={pick('source')} />
        <Pick label="牵头单位" choices={choices.data.units} value={filter.unit} onPick={pick('unit')} />
        <Pick label="包联领导" choices={choices.data.leaders} value={filter.leader} onPick={pick('leader')} />
        <Pick label="闭环" choices={CLOSURE_CHOICES} value={filter.closure} onPick={pick('closure')} />
        <output className="ui-quiet">共 {total} 项</output>
      </div>
      {total === 0 ? (
        <EmptyState title="这个范围里没有问题">请放宽范围；还没有台账时，请先到“导入”导入。</EmptyState>
      ) : (
        <ul className={styles['list']}>
          {REPORTS.map((report) => (
            <ReportLine key={report.label} report={report} filter={filter} />
          ))}
        </ul>
      )}
      <MyExports />
    </>
  )
}

const CLOSURE_CHOICES: readonly Choice[] = [
  { id: 'open,in_closeout', name: '未销号' },
  { id: 'closed', name: '已销号' },
  { id: 'declared', name: '原台账载明' },
]

type PickProps = {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly value: string | undefined
  readonly onPick: (id: string | null) => void
}
const Pick = ({ label, choices, value, onPick }: PickProps) => (
  <ChoiceField
    label={label}

    className={styles['choice']}
    empty="全部"
    options={choices.map(({ id, name }) => ({ value: id, label: name }))}
    value={value}
    onChange={onPick}
  />
)

type Making = { readonly busy: boolean; readonly progress?: ExportProgress; readonly message?: string; readonly failed?: boolean }
const Progress = ({ progress: { cancel, ...bar } }: { readonly progress: ExportProgress }) => <ProgressBar {...bar} onCancel={cancel} />

function ReportLine({ report, filter }: { readonly report: Report; readonly filter: Filter }) {
  const client = useQueryClient()
  const [state, setState] = useState<Making>({ busy: false })
  const make = async () => {
    setState({ busy: true })
    try {
      const end = await report.run(filter, (progress) => setState({ busy: true, progress }))
      setState({ busy: false, message: end === 'saved' ? '已生成，请在浏览器的下载里查看' : '已取消，没有生成文件' })
    } catch (error) {
      setState({ busy: false, failed: true, message: error instanceof Error ? error.message : '没有生成，请再试一次' })
    }
    void client.invalidateQueries({ queryKey: EXPORTS })
  }
  return (
    <li>
      <div>
        <h2>{report.label}</h2>
        <p className="ui-quiet">{report.about}</p>
        {state.progress && <Progress progress={state.progress} />}
        {state.message && (
          <p role={state.failed ? 'alert' : 'status'} className={state.failed ? styles['failed'] : 'ui-quiet'}>
            {state.message}
          </p>
        )}
      </div>
      <Button variant="primary" disabled={state.busy} onClick={() => void make()}>
        {state.busy ? '正在生成…' : '生成并下载'}
      </Button>
    </li>
  )
}
