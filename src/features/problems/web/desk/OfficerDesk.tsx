import { useQuery } from '@tanstack/react-query'
import { useCan } from '#features/org/web/current-user.ts'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import type { Figure, OfficerDesk as Desk } from '../../desk.contract.ts'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { DeskRows } from './DeskRows.tsx'
import { FigureLink } from './FigureLink.tsx'
import { MissingSlots } from './MissingSlots.tsx'
import { RemindTable } from './RemindTable.tsx'
import { GROUP_LOOKS, momentWords } from './desk-words.ts'
import { officerDeskQuery } from './desk-queries.ts'
import styles from './desk.module.css'

/** What the office has to set right before others can work, whom to remind, and what came in lately. */
export function OfficerDesk() {
  const { data, error, refetch } = useQuery(officerDeskQuery)
  if (!data) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取工作台" />
  return (
    <>
      <header className={styles['head']}>
        <h1>专班工作台</h1>
        <span className="ui-quiet">截至 {momentWords(data.asOf)}</span>
      </header>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={() => void refetch()} />}
      {data.all.count === 0 ? <NoLedger /> : <Work desk={data} />}
    </>
  )
}

function Work({ desk }: { readonly desk: Desk }) {
  const { running, overdue, soon, behind, proving, unassigned, unconfirmed, soonDays } = desk
  return (
    <>
      <dl className={styles['tiles']}>
        <Tile word="在办" figure={running} shape="ring" tone="plain" />
        <Tile {...GROUP_LOOKS.overdue} word="超期" figure={overdue} />
        <Tile {...GROUP_LOOKS.soon} word={`${soonDays}天内到期`} figure={soon} />
        <Tile word="未达到序时" figure={behind} shape="diamond" tone="warn" />
        <Tile {...GROUP_LOOKS.unconfirmed} word="期限待确认" figure={unconfirmed} />
        <Tile word="无牵头单位" figure={unassigned} shape="square" tone="doubt" />
        <Tile word="已完成未申请" figure={proving.unapplied} shape="disc" tone="info" />
        <Tile word="已申请未销号" figure={proving.unclosed} shape="half" tone="info" />
      </dl>
      <div className={styles['columns']}>
        <RemindTable units={desk.units} soonDays={soonDays} />
        <div>
          <MissingSlots missing={desk.missing} />
        </div>
      </div>
      <Worklist title="无牵头单位" next="在台账中选中这些行，填写牵头单位" list={unassigned} />
      <Worklist title="期限待确认" next="打开问题，确认最后日期" list={unconfirmed} />
    </>
  )
}

type TileProps = Parameters<typeof StatusWord>[0] & { readonly figure: Figure }
const Tile = ({ figure, ...mark }: TileProps) => (
  <div data-tone={figure.count > 0 ? mark.tone : 'muted'}>
    <dt>
      <StatusWord {...mark} tone={figure.count > 0 ? mark.tone : 'muted'} />
    </dt>
    <dd>
      <FigureLink figure={figure} />
    </dd>
  </div>
)

type ListProps = { readonly title: string; readonly next: string; readonly list: Desk['unassigned'] }
function Worklist({ title, next, list }: ListProps) {
  if (list.count === 0) return null
  return (
    <section className={styles['group']} aria-label={title}>
      <h2>
        {title} {list.count} 项 <small className="ui-quiet">{next}</small>
        <FigureLink figure={list} className={styles['open']}>
          在台账中打开
        </FigureLink>
      </h2>
      <DeskRows group="unconfirmed" label={title} rows={list.rows} />
      {list.count > list.rows.length && (
        <p className={styles['more']}>
          <FigureLink figure={list}>还有 {list.count - list.rows.length} 项，在台账中查看</FigureLink>
        </p>
      )}
    </section>
  )
}

function NoLedger() {
  const mayImport = useCan('intake.import')
  return (
    <EmptyState title="还没有台账">
      <p>
        {mayImport
          ? '把现有的整改台账（.xlsx、.csv，或从 WPS 复制）导入进来，期限、缺项、到期提醒就会自动算出。'
          : '专班导入台账后，这里会列出超期、临期和缺项的事项。'}
      </p>
      {mayImport && (
        <ButtonLink to="/intake" variant="primary">
          导入台账
        </ButtonLink>
      )}
    </EmptyState>
  )
}
