import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { PageHead } from '#features/org/web/PageHead.tsx'
import type { Waiting } from '../../closeout.contract.ts'
import { SiteVisitList } from './SiteVisitList.tsx'
import { WaitingRows } from './WaitingRows.tsx'
import { queueQuery } from '../closeout-queries.ts'
import '../closeout.css'
import { momentWords } from '../forms/moments.ts'
import { byKind } from './queue-groups.ts'

const GROUPS = [
  ['opinion', '待我签署意见', '打开问题，看过材料后签署；纸质签批的由专班代录。'],
  ['notice', '公示待办', '开始公示，或公示期满后登记结果。'],
  ['filing', '待备案', '已销号的报上级备案，登记文号。'],
] as const

/** What waits for me in closing: opinions, problems to be verified in the field, notices, filings. */
export function CloseoutQueuePage() {
  const { data, error, refetch } = useQuery(queueQuery)
  const again = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={again} /> : <ProgressBar text="正在读取待办" />
  const queue = byKind(data.mine)
  return (
    <div className="cq-page">
      <PageHead title="待我办理" about={`销号各环节轮到我办的，共 ${data.mine.length} 项　截至 ${momentWords(data.asOf)}`}>
        {data.mine.length > 0 && (
          <button type="button" className="ui-btn ui-no-print" onClick={() => window.print()}>
            打印清单
          </button>
        )}
      </PageHead>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={again} />}
      {data.mine.length === 0 && <Nothing />}
      {GROUPS.slice(0, 1).map((group) => (
        <Group key={group[0]} group={group} rows={queue[group[0]]} />
      ))}
      <SiteVisitList rows={queue.verification} />
      {GROUPS.slice(1).map((group) => (
        <Group key={group[0]} group={group} rows={queue[group[0]]} />
      ))}
    </div>
  )
}

function Group({ group: [, title, about], rows }: { readonly group: (typeof GROUPS)[number]; readonly rows: readonly Waiting[] }) {
  if (rows.length === 0) return null
  return (
    <section className="cq-group" aria-label={title}>
      <h2>
        {title} {rows.length} 项<small className="ui-no-print">{about}</small>
      </h2>
      <WaitingRows label={title} rows={rows} />
    </section>
  )
}

const Nothing = () => (
  <EmptyState title="没有等您办理的销号环节">
    <p>问题申请销号并轮到您时，会按时限列在这里。要申请销号，请在台账中打开措施已全部完成的问题。</p>
    <Link to="/ledger" search={{ progress: 'done', closure: 'open' }} className="ui-btn">
      看已完成、未申请销号的问题
    </Link>
  </EmptyState>
)
