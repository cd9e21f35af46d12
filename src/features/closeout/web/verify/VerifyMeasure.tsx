import { useState } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { Measure } from '#features/rectification/rectification.contract.ts'
import { TickThumbs } from '../forms/TickThumbs.tsx'
import type { LineDraft } from './verify-draft.ts'
import { Button } from '#ui/form/Button.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import styles from './verify.module.css'

type Props = {
  readonly problemId: MatterId
  readonly measure: Measure
  readonly line: LineDraft
  readonly error: string | undefined
  readonly onLine: (line: LineDraft) => void
}
const VERDICTS = [
  ['accepted', '采信'],
  ['refused', '不采信'],
] as const

/** One measure: what was to be shown, what is said to be done, each file to be accepted or not, and the finding. */
export function VerifyMeasure({ problemId, measure, line, error, onLine }: Props) {
  const { id, no, text, result, latest, doneOn, evidence } = measure
  const [whole, setWhole] = useState(false)
  const long = text.length > 120
  const tick = (files: readonly EvidenceId[]) => onLine({ ...line, acceptedIds: files })
  return (
    <li id={`co-at-${id}`} className={`${styles['card']} ${styles['measure']}`} data-verdict={line.verdict}>
      <h2>
        <b>措施 {no}</b>
        <small>{doneOn === null ? '未完成' : `${doneOn} 完成`}</small>
      </h2>
      <p className={whole || !long ? styles['text'] : `${styles['text']} ${styles['clipped']}`}>{text}</p>
      {long && (
        <Button variant="text" className={styles['more']} expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '收起' : '看全文'}
        </Button>
      )}
      <dl className={styles['facts']}>
        <dt>应达到</dt>
        <dd>{result ?? '方案未写明，按措施和整改目标核对'}</dd>
        {latest && (
          <>
            <dt>填报</dt>
            <dd>{latest.doneText}</dd>
          </>
        )}
      </dl>
      <TickThumbs problemId={problemId} ids={evidence} ticked={line.acceptedIds} onTick={tick} />
      <RadioField
        label={`措施 ${no} 核查结论`}
        value={line.verdict}
        options={pairsAsOptions(VERDICTS)}
        error={error}
        onChange={(verdict) => onLine({ ...line, verdict })}
      />
      <TextArea
        label={line.verdict === 'refused' ? '不采信的原因' : '说明（可不填）'}
        rows={2}
        max={1000}
        value={line.remark}
        onChange={(remark) => onLine({ ...line, remark })}
      />
    </li>
  )
}
