import { StatusIcon, type Shape, type Tone } from './feedback/StatusIcon.tsx'
import { PopoverButton } from './feedback/Popover.tsx'

type Props = {
  /** 还剩6天（3个工作日）, 超期12天, 期限待确认 */
  readonly text: string
  readonly tone: Tone
  readonly shape: Shape
  /** The deadline's wording in the source. */
  readonly phrase?: string | undefined
  /** How the date was computed, one step a line. */
  readonly steps: readonly string[]
  /** -1 inside a table, whose cells are reached by arrows and F2. */
  readonly tabIndex?: number
}

/** The time left or overrun; a click shows the wording it comes from and the arithmetic. */
export function DeadlineBadge({ text, tone, shape, phrase, steps, tabIndex = 0 }: Props) {
  return (
    <PopoverButton
      label="时限怎么算出来的"
      className="ui-clock"
      tone={tone}
      tabIndex={tabIndex}
      content={<Arithmetic phrase={phrase} steps={steps} />}
    >
      <StatusIcon shape={shape} tone={tone} />
      <span>{text}</span>
    </PopoverButton>
  )
}

const Arithmetic = ({ phrase, steps }: Pick<Props, 'phrase' | 'steps'>) => (
  <>
    <h4>时限怎么算出来的</h4>
    {phrase && <div className="ui-phrase">原文：{phrase}</div>}
    <ol className="ui-steps">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  </>
)
