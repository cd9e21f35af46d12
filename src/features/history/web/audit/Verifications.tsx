import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { type JobView, isUnderWay } from '#features/jobs/jobs.contract.ts'
import { JobProgress } from '#features/jobs/web/JobProgress.tsx'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { Section } from '#ui/page/Section.tsx'
import { type Verification, startVerifyEndpoint } from '../../verify.contract.ts'
import styles from './verifications.module.css'
import { verificationsQuery } from './audit-queries.ts'

const COUNT = new Intl.NumberFormat('zh-CN')
const DAYS_A_YEAR = 365
const FEW = 3

/** Whether the record and everything it speaks of agree: looked through at a click; what was found before stays. */
export function Verifications() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(verificationsQuery)
  const { busy, error: refused, run } = useSaving()
  const job = data?.job ?? undefined
  const state = job?.state
  const isRunning = state !== undefined && isUnderWay(state)
  // the end of a look is itself a line of the record
  useEffect(() => {
    if (state === 'done') void client.invalidateQueries({ queryKey: ['audit'] })
  }, [client, state])
  const start = () =>
    run(async () => {
      await call(startVerifyEndpoint, {}, {})
      await client.invalidateQueries({ queryKey: verificationsQuery.queryKey })
    })
  return (
    <Section title="核验" note={data && keptWords(data.retention)}>
      {error && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
      {refused && <ErrorBanner message={refused} />}
      <Run job={job} busy={busy} isReady={data !== undefined} onStart={() => void start()} />
      {data && <Past all={data.verifications} isRunning={isRunning} />}
    </Section>
  )
}

function Past({ all, isRunning }: { readonly all: readonly Verification[]; readonly isRunning: boolean }) {
  const [whole, setWhole] = useState(false)
  if (all.length === 0) return isRunning ? null : <p className="ui-quiet">还没有核验过。</p>
  return (
    <>
      <ul className={styles['list']}>
        {(whole ? all : all.slice(0, FEW)).map((each) => (
          <Line key={each.id} verification={each} />
        ))}
      </ul>
      {all.length > FEW && (
        <Button variant="text" expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '只看最近几次' : `历次核验 ${all.length} 次`}
        </Button>
      )}
    </>
  )
}

type RunProps = { readonly job: JobView | undefined; readonly busy: boolean; readonly isReady: boolean; readonly onStart: () => void }
function Run({ job, busy, isReady, onStart }: RunProps) {
  if (job && isUnderWay(job.state)) return <JobProgress job={job} />
  return (
    <>
      <div className={styles['start']}>
        <Button variant="primary" loading={busy} disabled={!isReady} onClick={onStart}>
          核验
        </Button>
        <span className="ui-quiet">逐条核对办理记录、数据表、材料原件和外部存照；需要几十秒到几分钟，不影响他人办理。</span>
      </div>
      {job?.state === 'failed' && <ErrorBanner message={`上次核验没有完成：${job.message ?? '原因不明'}`} />}
    </>
  )
}

function keptWords({ days, first }: { readonly days: number; readonly first: string | null }): string {
  const years = days % DAYS_A_YEAR === 0 ? `（${days / DAYS_A_YEAR} 年）` : ''
  return `${first === null ? '' : `记录始于 ${first}，`}至少保存 ${COUNT.format(days)} 天${years}`
}

function Line({
  verification: { at, by, events, problems, files, checkpoints, places, findings, notes },
}: {
  readonly verification: Verification
}) {
  const isSound = places === 0
  return (
    <li>
      <div className={styles['head']}>
        <StatusWord
          shape={isSound ? 'check' : 'triangle'}
          tone={isSound ? 'good' : 'alarm'}
          word={isSound ? '核对一致' : `${places} 处不一致`}
        />
        <time dateTime={at}>{minuteWords(at)}</time>
        <span>{by}</span>
        <span className="ui-quiet">
          办理记录 {COUNT.format(events)} 条、问题 {COUNT.format(problems)} 个、材料 {COUNT.format(files)} 份、存照{' '}
          {COUNT.format(checkpoints)} 处
        </span>
      </div>
      <Places title="不一致之处" open lines={findings.map(({ where, message }) => `${where}：${message}`)} />
      <Places title={`另有 ${notes.length} 点提示`} lines={notes} />
    </li>
  )
}

type PlacesProps = { readonly title: string; readonly lines: readonly string[]; readonly open?: boolean }
const Places = ({ title, lines, open = false }: PlacesProps) =>
  lines.length > 0 && (
    <details open={open}>
      <summary>{title}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
