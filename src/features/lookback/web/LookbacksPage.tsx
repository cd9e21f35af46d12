import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { useCan } from '#features/org/web/current-user.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import type { Campaign } from '../lookback.contract.ts'
import { lookbacksQuery } from './lookback-queries.ts'
import styles from './lookback.module.css'

/** Every campaign, those under way first, with how far it is. */
export function LookbacksPage() {
  const { data, error, refetch } = useQuery(lookbacksQuery)
  const again = () => void refetch()
  const manages = useCan('lookback.manage')
  if (!data) return error ? <ErrorState message={error.message} onRetry={again} /> : <ProgressBar text="正在读取“回头看”" />
  return (
    <div className={styles['page']}>
      <PageHeader title="回头看" about="对已经销号、原台账载明完成的问题逐项复核，确保真正销号。">
        {manages && data.campaigns.length > 0 && <StartLink />}
      </PageHeader>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={again} />}
      {data.campaigns.length === 0 ? <Nothing manages={manages} /> : <Campaigns campaigns={data.campaigns} />}
    </div>
  )
}

const StartLink = () => (
  <ButtonLink to="/lookback/new" variant="primary">
    发起“回头看”
  </ButtonLink>
)

const Nothing = ({ manages }: { readonly manages: boolean }) => (
  <EmptyState title="还没有“回头看”">
    <p>
      {manages
        ? '先圈定范围（督察、来源、销号情况、牵头单位等），看清共有多少项，再发起；发起后分派核查单位、登记结果、逐项处理。'
        : '专班发起“回头看”并分派到您所在的单位后，这里会列出要核查的事项。'}
    </p>
    {manages && <StartLink />}
  </EmptyState>
)

const Campaigns = ({ campaigns }: { readonly campaigns: readonly Campaign[] }) => (
  <div className={styles['scroll']}>
    <table className={styles['table']}>
      <thead>
        <tr>
          <th>名称</th>
          <th>起止</th>
          <th className={styles['num']}>共</th>
          <th className={styles['num']}>未分派</th>
          <th className={styles['num']}>待核查</th>
          <th className={styles['num']}>待处理</th>
          <th className={styles['num']}>核实确认</th>
          <th className={styles['num']}>重新整改</th>
          <th className={styles['num']}>逾期</th>
          <th>进度</th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map((campaign) => (
          <Line key={campaign.id} campaign={campaign} />
        ))}
      </tbody>
    </table>
  </div>
)

function Line({ campaign: { id, name, startedOn, dueOn, endedOn, figures } }: { readonly campaign: Campaign }) {
  const { total, unassigned, states, overdue } = figures
  const count = (label: string, n: number, search: Record<string, string>, tone?: string) => (
    <td className={styles['num']} data-label={label} data-tone={n > 0 ? tone : undefined}>
      {n === 0 ? (
        <span className="ui-quiet">0</span>
      ) : (
        <Link to="/lookback/$lookbackId" params={{ lookbackId: id }} search={search}>
          {n}
        </Link>
      )}
    </td>
  )
  return (
    <tr>
      <th scope="row">
        <Link to="/lookback/$lookbackId" params={{ lookbackId: id }}>
          {name}
        </Link>
      </th>
      <td data-label="起止">
        {startedOn} 至 {dueOn}
        {endedOn !== null && <span className="ui-quiet">（{endedOn} 结束）</span>}
      </td>
      {count('共', total, {})}
      {count('未分派', unassigned, { assignee: 'none' }, 'doubt')}
      {count('待核查', states.waiting, { state: 'waiting' })}
      {count('待处理', states.recorded, { state: 'recorded' }, 'warn')}
      {count('核实确认', states.verified, { state: 'verified' }, 'good')}
      {count('重新整改', states.reopened, { state: 'reopened' }, 'alarm')}
      {count('逾期', overdue, { overdue: 'yes' }, 'alarm')}
      <td data-label="进度">
        <Progress done={states.verified + states.reopened} total={total} />
      </td>
    </tr>
  )
}

/** How many of all have been decided. */
function Progress({ done, total }: { readonly done: number; readonly total: number }) {
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total)
  return (
    <span className={styles['progress']} title={`已处理 ${done} / ${total}`}>
      <span className={styles['track']} aria-hidden="true">
        <i style={{ width: `${percent}%` }} />
      </span>
      {done} / {total}
    </span>
  )
}
