import type { KeyboardEvent } from 'react'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { DAY_TYPE_WORDS, STEP_HOLDER_WORDS, STEP_KIND_WORDS, isOfSort } from '#kernel/rooms/closeout-steps.ts'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { ofKind } from './chain-edits.ts'
import { Button } from '#ui/form/Button.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import { NumberField } from '#ui/form/NumberField.tsx'
import { optionsOf } from '#ui/form/options.ts'
import styles from './chain.module.css'

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
    <li className={styles['row']} data-bad={faults.length > 0} onKeyDown={onKeyDown} aria-label={`第 ${at + 1} 个环节 ${step.name}`}>
      <span className={styles['no']}>{at + 1}</span>
      <TextField
        label="环节名称"
        labelHidden
        className={styles['name']}
        max={30}
        disabled={!mayEdit}
        value={step.name}
        onChange={(name) => onStep({ ...step, name })}
      />
      <ChoiceField
        label="做什么"
        labelHidden
        className={styles['kind']}
        clearable={false}
        disabled={!mayEdit}
        value={step.kind}
        options={optionsOf(STEP_KIND_WORDS)}
        onChange={(kind) => kind && onStep(ofKind(step, kind))}
      />
      <ChoiceField
        label="由谁办"
        labelHidden
        clearable={false}
        disabled={!mayEdit}
        value={step.holder}
        options={optionsOf(STEP_HOLDER_WORDS)}
        onChange={(holder) => holder && onStep({ ...step, holder })}
      />
      <CheckboxField label="办结即销号" className={styles['closes']} value={step.closes} disabled={!mayEdit} onChange={onCloses} />
      <NoticeDays step={step} mayEdit={mayEdit} onStep={onStep} />
      {mayEdit && (
        <span className={styles['acts']}>
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
        <span className={styles['faults']} role="alert" data-tone="alarm">
          <StatusIcon shape="triangle" tone="alarm" /> {faults.join('；')}
        </span>
      )}
    </li>
  )
}

function NoticeDays({ step, mayEdit, onStep }: Pick<Props, 'step' | 'mayEdit' | 'onStep'>) {
  if (!isOfSort(step, 'notice')) return <span className={styles['days']} />
  const count = (days: number | null) => {
    const { days: _, ...rest } = step
    onStep(days === null ? rest : { ...rest, days })
  }
  return (
    <span className={styles['days']}>
      公示
      <NumberField label="公示天数" labelHidden min={1} max={90} disabled={!mayEdit} value={step.days ?? null} onChange={count} />
      <ChoiceField
        label="按什么日历"
        labelHidden
        clearable={false}
        disabled={!mayEdit}
        value={step.dayType ?? 'calendar'}
        options={optionsOf(DAY_TYPE_WORDS)}
        onChange={(dayType) => dayType && onStep({ ...step, dayType })}
      />
    </span>
  )
}
