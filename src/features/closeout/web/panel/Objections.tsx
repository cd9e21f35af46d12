import type { Cycle } from '../../closeout.contract.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './panel.module.css'

type Objection = Cycle['objections'][number]
type Props = {
  readonly objections: readonly Objection[]
  /** Absent where nothing may be answered. */
  readonly onAnswer?: ((objection: Objection) => void) | undefined
}

/** What was objected to during the notice, and what was answered. */
export function Objections({ objections, onAnswer }: Props) {
  if (objections.length === 0) return null
  return (
    <section className={styles['objections']} aria-label="公示异议">
      <h4>公示异议 {objections.length} 件</h4>
      <ol>
        {objections.map((each) => (
          <li key={each.id}>
            <p>
              {each.receivedOn} 收到：{each.text}
            </p>
            {each.answer === null ? (
              <p className={styles['openAnswer']}>
                尚未答复
                {onAnswer && <Button onClick={() => onAnswer(each)}>答复</Button>}
              </p>
            ) : (
              <p className="ui-quiet">
                {each.answeredOn} 答复（{each.upheld === true ? '异议成立' : '异议不成立'}）：{each.answer}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
