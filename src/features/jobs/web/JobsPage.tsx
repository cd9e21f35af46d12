import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { call } from '#ui/api-client.ts'
import { Button } from '#ui/form/Button.tsx'
import { StatusIcon, StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import {
  type DailyRow,
  type ListedJob,
  cancelJobEndpoint,
  discardJobEndpoint,
  listJobsEndpoint,
  retryJobEndpoint,
} from '../jobs.contract.ts'
import { JobProgress } from './JobProgress.tsx'
import { STATE_WORDS, spanWords } from './job-state-words.ts'
import styles from './jobs.module.css'

const JOBS = ['jobs'] as const
/** While something is under way it is watched closely. */
const CLOSELY_MS = 1_000
const CALMLY_MS = 10_000

/** What the program does by itself: what runs, waits and failed, and why; for whoever looks after it. */
export function JobsPage() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: JOBS,
    queryFn: ({ signal }) => call(listJobsEndpoint, {}, {}, { signal }),
    refetchInterval: ({ state }) => ((state.data?.running.length ?? 0) + (state.data?.waiting.length ?? 0) > 0 ? CLOSELY_MS : CALMLY_MS),
  })
  const saving = useSaving()
  if (!data) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取后台任务" />
  const act = (e: typeof cancelJobEndpoint, { id }: ListedJob) =>
    void saving.run(async () => {
      await call(e, { jobId: id }, {})
      await client.invalidateQueries({ queryKey: JOBS })
    })
  const button = (words: string, e: typeof cancelJobEndpoint) => (job: ListedJob) => (
    <Button disabled={saving.busy} label={`${words}：${job.title} ${job.about}`} onClick={() => act(e, job)}>
      {words}
    </Button>
  )
  const cancel = button('取消', cancelJobEndpoint)
  const retry = button('重试', retryJobEndpoint)
  const discard = button('移除', discardJobEndpoint)
  return (
    <>
      <PageHeader title="后台任务" about="导入、较大的导出和每日清理在后台进行，程序重新启动也不会丢。" />
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={() => void refetch()} />}
      {saving.error && <ErrorBanner message={saving.error} />}
      {data.running.length + data.waiting.length + data.failed.length === 0 && (
        <EmptyState title="现在没有任务">没有正在办理、排队或未能完成的任务。</EmptyState>
      )}
      <Part title="未能完成" jobs={data.failed} acts={(job) => [retry(job), discard(job)]}>
        {(job) => <Failure job={job} />}
      </Part>
      <Part title="正在办理" jobs={data.running} acts={(job) => [cancel(job)]}>
        {(job) => <JobProgress job={job} />}
      </Part>
      <Part title="排队等候" jobs={data.waiting} acts={(job) => [cancel(job)]}>
        {(job) => <Waiting job={job} />}
      </Part>
      <Daily rows={data.daily} />
      <Part title="最近结束" jobs={data.ended} acts={() => []}>
        {(job) => <Ended job={job} />}
      </Part>
    </>
  )
}

type PartProps = {
  readonly title: string
  readonly jobs: readonly ListedJob[]
  readonly acts: (job: ListedJob) => readonly ReactNode[]
  readonly children: (job: ListedJob) => ReactNode
}
function Part({ title, jobs, acts, children }: PartProps) {
  if (jobs.length === 0) return null
  return (
    <section className={styles['part']} aria-label={title}>
      <h2>
        {title} <span className="ui-quiet">{jobs.length}</span>
      </h2>
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>
            <div className={styles['what']}>
              <b>{job.title}</b>
              {job.about !== job.title && <span>{job.about}</span>}
              <span className="ui-quiet">
                {job.by === '' ? '' : `${job.by}，`}
                {minuteWords(job.createdAt)}
              </span>
            </div>
            <div className={styles['how']}>{children(job)}</div>
            <div className={styles['acts']}>{acts(job)}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Failure = ({ job: { attempt, message, detail, endedAt } }: { readonly job: ListedJob }) => (
  <div data-tone="alarm">
    <StatusWord word={`试了 ${attempt} 次${endedAt ? `，最后一次 ${minuteWords(endedAt)}` : ''}`} shape="triangle" tone="alarm" />
    <p>{message}</p>
    {detail && <code>{detail}</code>}
  </div>
)

const Waiting = ({ job: { state, message, nextAt, attempt } }: { readonly job: ListedJob }) =>
  state === 'retrying' ? (
    <span data-tone="warn">
      <StatusIcon shape="diamond" tone="warn" /> 第 {attempt} 次没有办成：{message}。{nextAt && `${minuteWords(nextAt)} 再试`}
    </span>
  ) : (
    <span className="ui-quiet">等前面的任务</span>
  )

const Ended = ({ job: { state, message, startedAt, endedAt } }: { readonly job: ListedJob }) => (
  <span className="ui-quiet">
    {STATE_WORDS[state]}
    {endedAt && startedAt && state === 'done' && `，用时 ${spanWords(startedAt, endedAt)}`}
    {message && `：${message}`}
  </span>
)

function Daily({ rows }: { readonly rows: readonly DailyRow[] }) {
  return (
    <section className={styles['part']} aria-label="每日定时">
      <h2>每日定时</h2>
      <ul>
        {rows.map(({ title, at, nextAt, last }) => (
          <li key={title}>
            <div className={styles['what']}>
              <b>{title}</b>
              <span>{at.startsWith('*') ? '每小时看一次' : `每天 ${at}（北京时间）`}</span>
            </div>
            <div className={`${styles['how']} ui-quiet`}>
              {last ? `上次 ${minuteWords(last.startedAt ?? last.createdAt)}，${STATE_WORDS[last.state]}` : '还没有运行过'}
              {nextAt && `；下次 ${minuteWords(nextAt)}`}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
