import { useQuery } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import type { Closeout, Entry } from '../../closeout.contract.ts'
import { closeoutQuery } from '../closeout-queries.ts'
import styles from './panel.module.css'

type Props = { readonly matterId: MatterId }

/** Where an entry's confirmation stands on the page, to be jumped to. */
export const confirmationId = (entryId: string) => `confirmation-${entryId}`

/** Whether an entry on behalf is neither confirmed nor denied. */
export const isUnconfirmed = ({ confirmation, voided }: Pick<Entry, 'confirmation' | 'voided'>): boolean =>
  confirmation !== null && confirmation.confirmed === null && voided === null

/** Entries of the running file that wait to be confirmed; whoever reads may confirm those that stand first. */
function unconfirmedOf({ current }: Pick<Closeout, 'current'>): Entry[] {
  const waiting = (current?.entries ?? []).filter(isUnconfirmed)
  return waiting.toSorted((a, b) => Number(isForOthers(a)) - Number(isForOthers(b)))
}
const isForOthers = ({ confirmation }: Entry) => confirmation?.whyNot !== null

function jumpTo(entryId: string): void {
  const place = document.getElementById(confirmationId(entryId))
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector('button')?.focus({ preventScroll: true })
}

/** In the head of a problem, beside 已销号 too: what it rests on is not confirmed yet. */
export function UnconfirmedMark({ matterId }: Props) {
  const { data } = useQuery(closeoutQuery(matterId))
  const [first] = data ? unconfirmedOf(data) : []
  if (!first?.confirmation) return null
  return (
    <span className={styles['mark']}>
      <StatusWord shape="diamond" tone="warn" word="代录待确认" />
      <Button variant="text" className="ui-no-print" onClick={() => jumpTo(first.id)}>
        {isForOthers(first) ? `${first.confirmation.by} 前` : '去确认'}
      </Button>
    </span>
  )
}

/** First of what may be done with a problem: the entries that the reader must confirm, each with a way to its place in the file. */
export function ConfirmActs({ matterId }: Props) {
  const { data } = useQuery(closeoutQuery(matterId))
  const mine = data ? unconfirmedOf(data).filter((entry) => !isForOthers(entry)) : []
  return mine.map(({ id, stepName, recorder, confirmation }) => (
    <div key={id} className={styles['confirmAct']}>
      <Button variant="primary" onClick={() => jumpTo(id)}>
        核对并确认代录
      </Button>
      <span className="ui-quiet">
        {stepName}，{recorder}代录，{confirmation?.by} 前确认
      </span>
    </div>
  ))
}
