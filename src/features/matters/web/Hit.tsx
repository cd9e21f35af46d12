import { KINDS, MATTER_KINDS } from '#kernel/rooms.ts'
import { MATTER_STATE_WORDS, type MatterState } from '#kernel/rooms/matters.ts'
import { type Shape, StatusWord, type Tone } from '#ui/feedback/StatusIcon.tsx'
import { piecesOf, wordsOf } from '../domain/search-words.ts'
import type { MatterHit } from '../matters.contract.ts'
import styles from './search.module.css'

type MarkedProps = { readonly text: string; readonly q: string }
/** A text with the words searched for marked. */
export const Marked = ({ text, q }: MarkedProps) =>
  piecesOf(text, wordsOf(q)).map(({ text: piece, isHit }, at) =>
    // pieces have no other name than their place
    // oxlint-disable-next-line react/no-array-index-key
    isHit ? <mark key={at}>{piece}</mark> : piece,
  )

const STATE_MARKS: Readonly<Record<MatterState, { readonly shape: Shape; readonly tone: Tone }>> = {
  open: { shape: 'ring', tone: 'plain' },
  in_closeout: { shape: 'half', tone: 'info' },
  closed: { shape: 'check', tone: 'good' },
}

type HitProps = { readonly hit: MatterHit; readonly q: string }
/** Number, state and last day of a hit in one line; what kind it is where there are several. */
export const HitFacts = ({ hit: { kind, no, state, dueOn }, q }: HitProps) => (
  <span className={styles['facts']}>
    {MATTER_KINDS.length > 1 && <span>{KINDS[kind].title}</span>}
    {no !== null && (
      <span>
        <Marked text={no} q={q} />
      </span>
    )}
    <StatusWord word={MATTER_STATE_WORDS[state]} {...STATE_MARKS[state]} />
    {dueOn !== null && <span>最后日期 {dueOn}</span>}
  </span>
)

/** Where the words stand, when the title does not show them. */
export const HitExcerpt = ({ hit: { excerpt }, q }: HitProps) =>
  excerpt === null ? null : (
    <span className={styles['excerpt']}>
      <Marked text={excerpt} q={q} />
    </span>
  )
