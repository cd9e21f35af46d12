import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { Preview } from '../../intake.contract.ts'
import { sumWords } from '../receipt/outcome-words.ts'
import { SavedNote } from './SavedNote.tsx'
import type { ChoicesState } from './useChoices.ts'
import type { Ending } from './useEnding.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './preview.module.css'
import shared from '../intake.module.css'

type Props = { readonly preview: Preview; readonly choices: ChoicesState; readonly ending: Ending; readonly busy: boolean }

function reasonsOf({ saving: { failure, pending } }: ChoicesState, busy: boolean): string[] | undefined {
  if (failure && pending.length > 0) return ['更正存上以后才能确认导入']
  return busy ? ['正在重新核对…'] : undefined
}

/** At the foot of the window: what would be written, what still stands in the way, and the two ways out. */
export function CommitBar({ preview: { plan, blockingReasons }, choices, ending, busy }: Props) {
  const reasons = reasonsOf(choices, busy) ?? blockingReasons
  return (
    <div className={`${shared['bar']} ui-no-print`}>
      <div className={styles['barWords']}>
        <b className={busy ? styles['stale'] : undefined}>{sumWords(plan)}</b>
        <SavedNote choices={choices} />
        {reasons.length > 0 && (
          <ul className={styles['obstacles']} data-tone="warn">
            {reasons.map((reason) => (
              <li key={reason}>
                <StatusIcon shape="diamond" tone="warn" />
                {reason}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={shared['acts']}>
        <Button size="large" onClick={() => ending.request('discard')}>
          放弃
        </Button>
        <Button
          variant="primary"
          size="large"
          className={styles['commit']}
          whyNot={reasons.join('；')}
          onClick={() => ending.request('commit')}
        >
          确认导入
        </Button>
      </div>
    </div>
  )
}
