import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { ProblemReply } from './ProblemView.tsx'
import { Section } from '#ui/page/Section.tsx'

type Measure = ProblemReply['measures'][number]

/** Measures with their milestones, as planned and as reached. */
export function Measures({ measures }: { readonly measures: readonly Measure[] }) {
  if (measures.length === 0)
    return (
      <Section title="整改措施">
        <p className="ui-quiet">尚无整改措施</p>
      </Section>
    )
  const done = measures.filter(({ doneOn }) => doneOn !== null).length
  return (
    <Section title="整改措施" note={`共 ${measures.length} 条，完成 ${done} 条`}>
      <ol className="pb-measures">
        {measures.map((measure) => (
          <li key={measure.id}>
            <div className="pb-measure">
              <span className="no">{measure.no}</span>
              <span className="text">{measure.text}</span>
              <When doneOn={measure.doneOn} dueOn={measure.dueOn} done="完成" />
            </div>
            {measure.holder && <div className="pb-measure-holder ui-quiet">承担：{measure.holder}</div>}
            {measure.milestones.length > 0 && (
              <ul>
                {measure.milestones.map((milestone) => (
                  <li key={milestone.no} className="pb-measure">
                    <span className="text">{milestone.text}</span>
                    <When doneOn={milestone.reachedOn} dueOn={milestone.dueOn} done="达到" />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

type WhenProps = { readonly doneOn: string | null; readonly dueOn: string | null; readonly done: string }

const When = ({ doneOn, dueOn, done }: WhenProps) => (
  <span className="when">
    {doneOn !== null && (
      <span className="ui-word" data-tone="good">
        <StatusIcon shape="check" tone="good" />
        {doneOn} {done}
      </span>
    )}
    {doneOn === null && (dueOn === null ? <span className="ui-quiet">未完成</span> : `${dueOn} 前`)}
  </span>
)
