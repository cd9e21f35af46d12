import { Fragment } from 'react'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import { OUTCOMES, type Outcome, type Receipt } from '../../intake.contract.ts'
import { OUTCOME_WORDS, sumOf } from './outcome-words.ts'
import shared from '../intake.module.css'
import styles from './receipt.module.css'

type Props = {
  readonly receipt: Receipt
  readonly active: Outcome | undefined
  readonly onPick: (outcome: Outcome | undefined) => void
}

/** 读取 = 新增 + 更新 + 不变 + 拒绝, each figure opening its rows. A sum that is wrong is said. */
export function SumStrip({ receipt, active, onPick }: Props) {
  const sum = sumOf(receipt)
  return (
    <div className={styles['sum']} role="group" aria-label="行数">
      <PlainButton aria-pressed={active === undefined} onClick={() => onPick(undefined)}>
        读取 <b>{receipt.read}</b>
      </PlainButton>
      {OUTCOMES.map((outcome, i) => {
        const { word, shape, tone, means } = OUTCOME_WORDS[outcome]
        const count = receipt[outcome]
        return (
          <Fragment key={outcome}>
            <span className={styles['sign']}>{i === 0 ? '＝' : '＋'}</span>
            <PlainButton
              data-tone={count === 0 ? 'muted' : tone}
              title={means}
              aria-pressed={active === outcome}
              onClick={() => onPick(active === outcome ? undefined : outcome)}
            >
              <StatusIcon shape={shape} tone={count === 0 ? 'muted' : tone} />
              {word} <b>{count}</b>
            </PlainButton>
          </Fragment>
        )
      })}
      {sum !== receipt.read && (
        <span className={shared['why']} role="alert">
          各项合计 {sum}，与读取的 {receipt.read} 行不符，请联系管理员
        </span>
      )}
    </div>
  )
}
