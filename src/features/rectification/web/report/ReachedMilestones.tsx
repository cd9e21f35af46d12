import type { Measure, Plan } from '../../rectification.contract.ts'
import type { ReportDraft } from './report-draft.ts'

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
    <fieldset className="rc-reached">
      <legend>节点</legend>
      {milestones.map(({ id, text, dueOn, reachedOn }) => {
        const on = draft.reached[id] ?? reachedOn ?? ''
        const change = (day: string) => set({ reached: { ...draft.reached, [id]: day } })
        return (
          <div key={id}>
            <label>
              <input type="checkbox" checked={on !== ''} onChange={(event) => change(event.target.checked ? plan.asOf : '')} />
              {text}
              {dueOn !== null && <small className="ui-quiet">{dueOn} 前</small>}
            </label>
            {on !== '' && (
              <input
                type="date"
                className="ui-input"
                aria-label={`${text} 达到日期`}
                max={plan.asOf}
                value={on}
                onChange={(event) => change(event.target.value)}
              />
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
