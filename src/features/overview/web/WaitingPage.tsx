import { useQuery } from '@tanstack/react-query'
import { minuteWords } from '#kernel/instants.ts'
import type { WaitingGroup } from '#kernel/waiting.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { SiteVisitList } from './SiteVisitList.tsx'
import { WaitingRows } from './WaitingRows.tsx'
import styles from './overview.module.css'
import { waitingQuery } from './waiting-queries.ts'
import { totalOf } from './waiting-words.ts'
import { Button } from '#ui/form/Button.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'

/** Everything that waits for me, from every room: what, on what, by whose clock, with a button that opens the act. */
export function WaitingPage() {
  const { data, error, refetch } = useQuery(waitingQuery)
  const again = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={again} /> : <ProgressBar text="正在读取待办" />
  const total = totalOf(data.groups)
  return (
    <div className={styles['page']}>
      <PageHeader title="待我办理" about={`轮到我办的，共 ${total} 项　截至 ${minuteWords(data.asOf)}`}>
        {total > 0 && (
          <Button className="ui-no-print" onClick={() => window.print()}>
            打印清单
          </Button>
        )}
      </PageHeader>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={again} />}
      {total === 0 && <Nothing />}
      {data.groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
    </div>
  )
}

const Group = ({ group }: { readonly group: WaitingGroup }) => (
  <section className={styles['group']} aria-label={group.title} id={group.key}>
    <h2>
      {group.title} {group.rows.length} 项<small className="ui-no-print">{group.hint}</small>
    </h2>
    {group.byPlace ? <SiteVisitList group={group} /> : <WaitingRows group={group} />}
  </section>
)

const Nothing = () => (
  <EmptyState title="没有等您办理的">
    <p>轮到您签署、核查、公示、备案、登记或导入的事项，会按时限列在这里。要申请销号，请在台账中打开措施已全部完成的问题。</p>
    <ButtonLink to="/ledger" search={{ progress: 'done', closure: 'open' }}>
      看已完成、未申请销号的问题
    </ButtonLink>
  </EmptyState>
)
