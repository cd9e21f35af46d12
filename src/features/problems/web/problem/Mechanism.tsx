import { type Slot, SLOT_WORDS } from '#kernel/rooms/problems.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { useLedgerChoices } from '../problem-queries.ts'
import styles from './card.module.css'

type Props = { readonly slots: readonly Slot[]; readonly missing: readonly Slot[] }

/** The mechanism of the place: what a problem from this source must have, and what this one lacks. */
export function Mechanism({ slots, missing }: Props) {
  const { mechanism } = useLedgerChoices()
  if (slots.length === 0) return null
  const lacking = slots.filter((slot) => missing.includes(slot)).length
  return (
    <section className={styles['card']} aria-label={mechanism.name}>
      <h3>
        {mechanism.name}
        <span className="ui-quiet">{lacking === 0 ? '齐备' : `缺 ${lacking} 项`}</span>
      </h3>
      <ul className={styles['slots']}>
        {slots.map((slot) => (
          <li key={slot}>
            <span>{SLOT_WORDS[slot]}</span>
            {missing.includes(slot) ? (
              <StatusWord word="缺" shape="diamond" tone="warn" />
            ) : (
              <StatusWord word="有" shape="check" tone="good" />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
