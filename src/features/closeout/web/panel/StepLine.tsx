import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { Closeout, Cycle } from '../../closeout.contract.ts'
import { stopsOf } from './step-line.ts'
import styles from './panel.module.css'

const LOOKS = {
  passed: { shape: 'check', tone: 'good', word: '已过' },
  now: { shape: 'half', tone: 'info', word: '办理中' },
  waiting: { shape: 'ring', tone: 'muted', word: '未到' },
} as const

/** The chain in one line: what has passed by whom, whose turn it is, what waits. */
export const StepLine = ({ cycle, state }: { readonly cycle: Cycle; readonly state: Closeout['state'] }) => (
  <ol className={styles['steps']} aria-label="销号环节">
    {stopsOf(cycle, state).map(({ key, name, state: at, lines }) => (
      <li key={key} data-state={at} aria-current={at === 'now' ? 'step' : undefined}>
        <span className={styles['stepName']} data-tone={LOOKS[at].tone}>
          <StatusIcon shape={LOOKS[at].shape} tone={LOOKS[at].tone} />
          {name}
          <span className="ui-sr">{LOOKS[at].word}</span>
        </span>
        {lines.map((line) => (
          <small key={line}>{line}</small>
        ))}
      </li>
    ))}
  </ol>
)
