import { DayField } from '#ui/form/DayField.tsx'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import type { Measure, Plan } from '../../rectification.contract.ts'
import type { ReportDraft } from './report-draft.ts'
import styles from './report.module.css'

type Props = {
  readonly draft: ReportDraft
  readonly set: (change: Partial<ReportDraft>) => void
  readonly measure: Measure
  readonly plan: Plan
}

/** Which milestones have been reached, and on which day. A point reports them at its problem. */
export function ReachedMilestones({ draft, set, measure: { milestones }, plan }: Props) {
  if (milestones.length === 0 || plan.isPoint) return null
  return (
    <fieldset className={styles['reached']}>
      <legend>节点</legend>
      {milestones.map(({ id, text, dueOn, reachedOn }) => {
        const on = draft.reached[id] ?? reachedOn ?? ''
        const change = (day: string) => set({ reached: { ...draft.reached, [id]: day } })
        return (
          <div key={id}>
            <CheckboxField label={text} value={on !== ''} onChange={(isReached) => change(isReached ? plan.asOf : '')} />
            {dueOn !== null && <small className="ui-quiet">{dueOn} 前</small>}
            {on !== '' && (
              <DayField
                label={`${text} 达到日期`}
                labelHidden
                className={styles['day']}
                clearable={false}
                max={plan.asOf}
                value={on}
                onChange={(day) => change(day ?? '')}
              />
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
