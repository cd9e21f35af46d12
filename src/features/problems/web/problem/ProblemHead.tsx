import { CopyButton } from '#ui/CopyButton.tsx'
import { DeadlineBadge } from '#ui/DeadlineBadge.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '../../domain/axes.ts'
import { LEVEL_WORDS } from '#kernel/rooms/problems-tables.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { clockOf } from '../ledger/row-words.ts'
import { Button } from '#ui/form/Button.tsx'
import { MatterPanels } from '#ui/rooms.tsx'
import styles from './ProblemHead.module.css'

/** Which problem this is and how it stands: the three axes in words, and the clock. */
export function ProblemHead({ problem: { row, asOf } }: { readonly problem: ProblemReply }) {
  return (
    <header className={styles['head']}>
      <div className={styles['nos']}>
        <b>{row.no ?? '未编号'}</b>
        <span>{LEVEL_WORDS[row.level]}</span>
        {row.upstreamNos.length > 0 && <span>上级编号 {row.upstreamNos.join('、')}</span>}
        {row.source && <span>{row.source}</span>}
        {row.round && <span>{row.round}</span>}
        <span className={`${styles['acts']} ui-no-print`}>
          <CopyButton text={() => `${window.location.origin}/problems/${row.id}`} label="复制链接" />
          <Button onClick={() => window.print()}>打印</Button>
        </span>
      </div>
      <h2>{row.title}</h2>
      <div className={styles['states']}>
        <Axis name="进度">
          <StatusWord {...PROGRESS_MARKS[row.progress]} />
        </Axis>
        <Axis name="时序">
          <StatusWord {...SCHEDULE_MARKS[row.schedule]} />
        </Axis>
        <Axis name="闭环">
          <StatusWord {...CLOSURE_MARKS[row.closure]} />
        </Axis>
        <MatterPanels kind="problem" place="states" matterId={row.id} />
        {row.schedule !== 'ended' && (
          <Axis name="时限">
            <DeadlineBadge {...clockOf(row)} phrase={row.deadlineRaw ?? undefined} steps={row.dueSteps} />
          </Axis>
        )}
        <span className="ui-quiet">截至 {asOf}</span>
      </div>
    </header>
  )
}

const Axis = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <span className={styles['axis']}>
    <span className="ui-quiet">{name}</span>
    {children}
  </span>
)
