import { Suspense, useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import type { Cycle, Entry } from '../../closeout.contract.ts'
import { Confirmation } from './Confirmation.tsx'
import { NoticeFacts, FilingFacts } from './NoticeFacts.tsx'
import { Thumbs } from './Thumbs.tsx'
import { Verified } from './Verified.tsx'
import { isUnconfirmed } from './Unconfirmed.tsx'
import { personWords, verdictOf } from './entry-words.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './panel.module.css'
import shared from '../closeout.module.css'

const SealedDialog = lazyWithRetry(async () => ({ default: (await import('./SealedDialog.tsx')).SealedDialog }))

type Props = { readonly problemId: MatterId; readonly cycle: Cycle }
const FEW = 6
/** What is no step of the chain: the act itself says it. */
const OF_NO_STEP = new Set<Entry['act']>(['apply', 'withdraw', 'revoke'])

/** The file line by line, newest first: who, in whose name, what, and what they saw. */
export function EntryList({ problemId, cycle }: Props) {
  const [sealed, setSealed] = useState<Entry>()
  const [whole, setWhole] = useState(false)
  const newest = cycle.entries.toReversed()
  const visible = newest.filter((entry, i) => whole || i < FEW || isUnconfirmed(entry))
  if (newest.length === 0) return null
  return (
    <>
      <ol className={styles['entries']}>
        {visible.map((entry) => (
          <Line key={entry.id} problemId={problemId} entry={entry} onSealed={() => setSealed(entry)} />
        ))}
      </ol>
      {newest.length > FEW && (
        <Button variant="text" className="ui-no-print" expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '只看最近几条' : `展开全部 ${newest.length} 条`}
        </Button>
      )}
      <Suspense>{sealed && <SealedDialog problemId={problemId} entry={sealed} onClose={() => setSealed(undefined)} />}</Suspense>
    </>
  )
}

type LineProps = { readonly problemId: MatterId; readonly entry: Entry; readonly onSealed: () => void }

function Line({ problemId, entry, onSealed }: LineProps) {
  const { voided } = entry
  return (
    <li className={shared['entry']} data-void={voided !== null}>
      <div className={shared['entryHead']}>
        {!OF_NO_STEP.has(entry.act) && <b>{entry.stepName}</b>}
        <StatusWord {...verdictOf(entry)} />
        <Who entry={entry} />
        {entry.seal !== null && (
          <Button variant="text" className="ui-no-print" onClick={onSealed}>
            签署时所见
          </Button>
        )}
      </div>
      {voided && (
        <p className={styles['voided']}>
          已失效（{minuteWords(voided.at)}）：{voided.reason}
        </p>
      )}
      <Confirmation problemId={problemId} entry={entry} />
      {entry.text !== null && !entry.filing && <p className={shared['entryText']}>{entry.text}</p>}
      {entry.verification && <Verified problemId={problemId} verification={entry.verification} />}
      {entry.notice && <NoticeFacts notice={entry.notice} />}
      {entry.filing && <FilingFacts filing={entry.filing} />}
      {entry.scanId !== null && (
        <div className={styles['scan']}>
          <span className="ui-quiet">原件</span>
          <Thumbs problemId={problemId} ids={[entry.scanId]} />
        </div>
      )}
    </li>
  )
}

/** The signatory with unit, post and day; who entered it, where that was another. */
function Who({ entry: { signatory, recorder, signedOn, at } }: { readonly entry: Entry }) {
  return (
    <span className={shared['who']}>
      {signatory && <span>{personWords(signatory)}</span>}
      <time dateTime={signedOn} title={`录入于 ${minuteWords(at)}`}>
        {signedOn}
      </time>
      {recorder !== null && <span className={styles['recorder']}>{recorder}代录</span>}
    </span>
  )
}
