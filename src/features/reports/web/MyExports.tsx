import { useQuery, useQueryClient } from '@tanstack/react-query'
import { minuteWords } from '#kernel/instants.ts'
import { isUnderWay } from '#features/jobs/jobs.contract.ts'
import { JobProgress } from '#features/jobs/web/JobProgress.tsx'
import { STATE_WORDS } from '#features/jobs/web/job-state-words.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { call } from '#ui/api-client.ts'
import { Button } from '#ui/form/Button.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { type ExportView, cancelExportEndpoint, listExportsEndpoint } from '../reports.contract.ts'
import { saveExport } from './exports.ts'
import styles from './reports.module.css'

export const EXPORTS = ['reports', 'exports'] as const
const WATCH_MS = 1_000

/** One's own larger exports of the last days: those being made, and those that can be fetched again. */
export function MyExports() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: EXPORTS,
    queryFn: ({ signal }) => call(listExportsEndpoint, {}, {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.exports.some(({ job }) => isUnderWay(job.state)) ? WATCH_MS : false),
  })
  const saving = useSaving()
  if (error) return <ErrorBanner message={error.message} onRetry={() => void refetch()} />
  if (!data || data.exports.length === 0) return null
  const act = (work: () => Promise<unknown>) => () =>
    void saving.run(async () => {
      try {
        await work()
      } finally {
        await client.invalidateQueries({ queryKey: EXPORTS })
      }
    })
  return (
    <section aria-labelledby="rp-mine">
      <h2 id="rp-mine" className={styles['mine']}>
        我的导出
      </h2>
      <p className="ui-quiet">较大的导出在后台生成，保存 7 天，只有您自己能取。</p>
      {saving.error && <ErrorBanner message={saving.error} />}
      <ul className={styles['list']}>
        {data.exports.map((one) => (
          <Line
            key={one.job.id}
            one={one}
            busy={saving.busy}
            onSave={act(() => saveExport(one.job.id))}
            onCancel={act(() => call(cancelExportEndpoint, { jobId: one.job.id }, {}))}
          />
        ))}
      </ul>
    </section>
  )
}

type LineProps = { readonly one: ExportView; readonly busy: boolean; readonly onSave: () => void; readonly onCancel: () => void }

function Line({ one: { job, file }, busy, onSave, onCancel }: LineProps) {
  return (
    <li>
      <div>
        <h3>{job.about}</h3>
        {isUnderWay(job.state) ? <JobProgress job={job} onCancel={onCancel} /> : <p className="ui-quiet">{endWords(job, file)}</p>}
      </div>
      {file && (
        <Button disabled={busy} label={`下载 ${job.about}`} onClick={onSave}>
          下载
        </Button>
      )}
    </li>
  )
}

function endWords(job: ExportView['job'], file: ExportView['file']): string {
  if (file) return `${file.name}，保存到 ${minuteWords(file.expiresAt)}`
  if (job.state === 'done') return '已过保存期，请重新导出'
  return job.message ? `${STATE_WORDS[job.state]}：${job.message}` : STATE_WORDS[job.state]
}
