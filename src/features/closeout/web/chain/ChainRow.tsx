import type { KeyboardEvent } from 'react'
import {
  type ChainStep,
  DAY_TYPES,
  DAY_TYPE_WORDS,
  STEP_HOLDERS,
  STEP_HOLDER_WORDS,
  STEP_KINDS,
  STEP_KIND_WORDS,
} from '#kernel/rooms/closeout-chain.ts'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { ofKind } from './chain-edits.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = {
  readonly step: ChainStep
  readonly at: number
  readonly last: number
  readonly mayEdit: boolean
  readonly faults: readonly string[]
  readonly onStep: (step: ChainStep) => void
  readonly onCloses: () => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

/** One step: its name, what it is, who does it, whether it closes, how long a notice stands. */
export function ChainRow({ step, at, last, mayEdit, faults, onStep, onCloses, onMove, onRemove }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayEdit || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li className="ch-row" data-bad={faults.length > 0} onKeyDown={onKeyDown} aria-label={`第 ${at + 1} 个环节 ${step.name}`}>
      <span className="ch-no">{at + 1}</span>
      <input
        className="ui-input ch-name"
        aria-label="环节名称"
        maxLength={30}
        disabled={!mayEdit}
        value={step.name}
        onChange={(event) => onStep({ ...step, name: event.target.value })}
      />
      <Select
        label="做什么"
        value={step.kind}
        options={STEP_KINDS}
        words={STEP_KIND_WORDS}
        off={!mayEdit}
        onPick={(kind) => onStep(ofKind(step, kind))}
      />
      <Select
        label="由谁办"
        value={step.holder}
        options={STEP_HOLDERS}
        words={STEP_HOLDER_WORDS}
        off={!mayEdit}
        onPick={(holder) => onStep({ ...step, holder })}
      />
      <label className="ch-closes">
        <input type="radio" name="closes" checked={step.closes} disabled={!mayEdit} onChange={onCloses} />
        办结即销号
      </label>
      <NoticeDays step={step} mayEdit={mayEdit} onStep={onStep} />
      {mayEdit && (
        <span className="ch-acts">
          <Button disabled={at === 0} label="上移" title="上移（Alt＋↑）" onClick={() => onMove(-1)}>
            ↑
          </Button>
          <Button disabled={at === last} label="下移" title="下移（Alt＋↓）" onClick={() => onMove(1)}>
            ↓
          </Button>
          <Button onClick={onRemove}>删除</Button>
        </span>
      )}
      {faults.length > 0 && (
        <span className="ch-faults" role="alert" data-tone="alarm">
          <StatusIcon shape="triangle" tone="alarm" /> {faults.join('；')}
        </span>
      )}
    </li>
  )
}

function NoticeDays({ step, mayEdit, onStep }: Pick<Props, 'step' | 'mayEdit' | 'onStep'>) {
  if (step.kind !== 'notice') return <span className="ch-days" />
  const count = (text: string) => {
    const { days: _, ...rest } = step
    const days = Number(text)
    onStep(Number.isInteger(days) && days >= 1 && days <= 90 ? { ...rest, days } : rest)
  }
  return (
    <span className="ch-days">
      公示
      <input
        type="number"
        min={1}
        max={90}
        className="ui-input"
        aria-label="公示天数"
        disabled={!mayEdit}
        value={step.days ?? ''}
        onChange={(event) => count(event.target.value)}
      />
      <Select
        label="按什么日历"
        value={step.dayType ?? 'calendar'}
        options={DAY_TYPES}
        words={DAY_TYPE_WORDS}
        off={!mayEdit}
        onPick={(dayType) => onStep({ ...step, dayType })}
      />
    </span>
  )
}

type SelectProps<V extends string> = {
  readonly label: string
  readonly value: V
  readonly options: readonly V[]
  readonly words: Readonly<Record<V, string>>
  readonly off: boolean
  readonly onPick: (value: V) => void
}
const Select = <V extends string>({ label, value, options, words, off, onPick }: SelectProps<V>) => (
  <select className="ui-input" aria-label={label} disabled={off} value={value} onChange={(event) => onPick(event.target.value as V)}>
    {options.map((key) => (
      <option key={key} value={key}>
        {words[key]}
      </option>
    ))}
  </select>
)
