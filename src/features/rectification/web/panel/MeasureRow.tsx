import type { MatterId } from '#kernel/rooms/matters.ts'
import type { ClockTone } from '#kernel/fields.ts'
import { DeadlineBadge } from '#ui/DeadlineBadge.tsx'
import { StatusIcon, StatusWord, type Tone } from '#ui/feedback/StatusIcon.tsx'
import { MEASURE_SCHEDULE_MARKS } from '../../domain/measure-schedule.ts'
import type { Measure, Plan } from '../../rectification.contract.ts'
import { ProofCell } from './ProofCell.tsx'
import type { Links } from './useLinks.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './panel.module.css'

type Props = {
  readonly problemId: MatterId
  readonly plan: Plan
  readonly measure: Measure
  readonly links: Links
  readonly onReport: () => void
  readonly onHistory: () => void
}

/** One measure: what is to be done, by whom and when, how far it is, what proves it. Files may be dropped on it. */
export function MeasureRow({ problemId, plan, measure, links, onReport, onHistory }: Props) {
  const mayReport = plan.allowed.includes('rectification.report')
  return (
    <ProofCell problemId={problemId} plan={plan} measure={measure} links={links}>
      <span className={styles['no']}>{measure.no}</span>
      <div className={styles['what']}>
        <p className={styles['text']}>{measure.text}</p>
        {measure.result !== null && <p className="ui-quiet">成果：{measure.result}</p>}
        <Milestones measure={measure} asOf={plan.asOf} />
        {measure.latest && (
          <p className={styles['latest']}>
            <span className="ui-quiet">
              {measure.latest.on} {measure.latest.by}：
            </span>
            {measure.latest.doneText}
            {measure.latest.delayReason !== null && <span className={styles['delay']}>滞后原因：{measure.latest.delayReason}</span>}
          </p>
        )}
      </div>
      <div className={styles['who']}>
        {[measure.unit?.name, measure.person?.name].filter(Boolean).join(' ') || <span className="ui-quiet">未单独指定</span>}
      </div>
      <div className={styles['when']}>
        <StatusWord {...MEASURE_SCHEDULE_MARKS[measure.schedule]} />
        <TimeLeft measure={measure} />
      </div>
      <div className={`${styles['acts']} ui-no-print`}>
        {mayReport && (
          <Button onClick={onReport} label={`填报措施 ${measure.no} 的进展`}>
            填报
          </Button>
        )}
        {measure.reports > 0 && (
          <Button variant="text" onClick={onHistory} label={`措施 ${measure.no} 的填报记录`}>
            记录 {measure.reports}
          </Button>
        )}
      </div>
    </ProofCell>
  )
}

const TONES: Readonly<Record<ClockTone, Tone>> = { calm: 'plain', soon: 'warn', late: 'alarm', none: 'muted' }

function TimeLeft({ measure: { clock, deadlineRaw, lastDay, doneOn } }: { readonly measure: Measure }) {
  if (doneOn !== null) return <span className="ui-quiet">{clock.text}</span>
  const steps = [lastDay === null ? '没有确定的最后一天' : `最后一天：${lastDay}`, ...(clock.note === undefined ? [] : [clock.note])]
  return <DeadlineBadge text={clock.text} tone={TONES[clock.tone]} shape="ring" phrase={deadlineRaw ?? undefined} steps={steps} />
}

function Milestones({ measure: { milestones, doneOn }, asOf }: { readonly measure: Measure; readonly asOf: string }) {
  if (milestones.length === 0) return null
  return (
    <ul className={styles['milestones']} aria-label="节点">
      {milestones.map(({ id, text, dueOn, reachedOn }) => {
        const isLate = reachedOn === null && doneOn === null && dueOn !== null && dueOn < asOf
        const [shape, tone] =
          reachedOn !== null ? (['check', 'good'] as const) : isLate ? (['diamond', 'warn'] as const) : (['ring', 'muted'] as const)
        return (
          <li key={id}>
            <StatusIcon shape={shape} tone={tone} />
            <span>{text}</span>
            <small className="ui-quiet">
              {reachedOn === null ? (dueOn === null ? '未达到' : `${dueOn} 前${isLate ? '，未达到' : ''}`) : `${reachedOn} 达到`}
            </small>
          </li>
        )
      })}
    </ul>
  )
}
