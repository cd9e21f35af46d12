import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { CountStrip } from '#ui/list/CountStrip.tsx'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { groupWords } from '../../domain/desk/desk-groups.ts'
import type { Desk as DeskReply, DeskUnits } from '../../desk.contract.ts'
import { DeskRows } from './DeskRows.tsx'
import { FigureLink } from './FigureLink.tsx'
import { ProvingLine } from './ProvingLine.tsx'
import { UnitsTable } from './UnitsTable.tsx'
import { GROUP_LOOKS, momentWords } from './desk-words.ts'
import { deskQuery, deskUnitsQuery } from './desk-queries.ts'
import styles from './desk.module.css'

/** One's own work by clock; for who leads, how the units stand first. */
export function OwnDesk() {
  const { roles, actions } = useCurrentUser()
  const isOffice = actions.includes('desk.officer')
  const works = roles.some((role) => role === 'handler' || role === 'head' || role === 'leader' || role === 'verifier')
  return works || !isOffice ? <Desk title={isOffice ? '我本人的事项' : '我的工作台'} /> : null
}

function Desk({ title }: { readonly title: string }) {
  const { roles } = useCurrentUser()
  const { data, error, refetch } = useQuery(deskQuery)
  // who answers for what units do is shown how the units stand
  const isOver = roles.some((role) => role === 'leader' || role === 'head')
  const units = useQuery({ ...deskUnitsQuery, enabled: isOver })
  if (!data || (isOver && units.isPending))
    return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取工作台" />
  return (
    <>
      <header className={styles['head']}>
        <h1>{title}</h1>
        <span className="ui-quiet">截至 {momentWords(data.asOf)}</span>
      </header>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={() => void refetch()} />}
      <ProvingLine proving={data.proving} />
      {units.error && <ErrorBanner message={`各牵头单位：${units.error.message}`} onRetry={() => void units.refetch()} />}
      {data.running.count === 0 ? <NothingRuns desk={data} /> : <Running desk={data} units={isOver ? units.data : undefined} />}
    </>
  )
}

function Running({ desk, units }: { readonly desk: DeskReply; readonly units: DeskUnits | undefined }) {
  const navigate = useNavigate()
  const { groups, soonDays, running } = desk
  const items = groups.map(({ group, count }) => ({ key: group, word: groupWords(group, soonDays), count, ...GROUP_LOOKS[group] }))
  const open = (key: string | undefined) => {
    const query = groups.find(({ group }) => group === key)?.query
    if (query) void navigate({ to: '/ledger', search: query })
  }
  return (
    <>
      <CountStrip label="在办" items={items} total={running.count} onPick={open} />
      {units && units.units.length > 0 && <UnitsTable {...units} />}
      {groups
        .filter(({ count }) => count > 0)
        .map(({ group, count, query, rows }) => (
          <section key={group} className={styles['group']} aria-label={groupWords(group, soonDays)}>
            <h2 data-tone={GROUP_LOOKS[group].tone}>
              <StatusIcon {...GROUP_LOOKS[group]} />
              {groupWords(group, soonDays)} {count} 项
              <FigureLink figure={{ count, query }} className={styles['open']}>
                在台账中打开
              </FigureLink>
            </h2>
            <DeskRows group={group} label={groupWords(group, soonDays)} rows={rows} />
            {count > rows.length && (
              <p className={styles['more']}>
                <FigureLink figure={{ count, query }}>还有 {count - rows.length} 项，在台账中查看</FigureLink>
              </p>
            )}
          </section>
        ))}
    </>
  )
}

const NothingRuns = ({ desk: { all } }: { readonly desk: DeskReply }) =>
  all.count === 0 ? (
    <EmptyState title="目前没有与您有关的事项">
      <p>专班把事项交办到您单位或您本人名下后，会按时限列在这里。如果应当有，请联系专班核对责任单位。</p>
    </EmptyState>
  ) : (
    <EmptyState title="手头没有在办事项">
      <p>
        与您有关的 <FigureLink figure={all}>{all.count} 项</FigureLink> 都已销号或由原台账载明完成。
      </p>
    </EmptyState>
  )
