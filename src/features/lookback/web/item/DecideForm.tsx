import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { endingsOf } from '../../domain/lookback.ts'
import { OUTCOMES, OUTCOME_WORDS, type Outcome } from '#kernel/rooms/lookback.ts'
import { type ItemReply, decideEndpoint } from '../../items.contract.ts'
import { Button } from '#ui/form/Button.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import { LimitFields } from '#features/closeout/web/forms/LimitFields.tsx'
import shared from '../lookback.module.css'
import styles from './item.module.css'

type Props = { readonly item: ItemReply; readonly onClose: () => void; readonly onDone: (message: string) => void }

const isWhole = ({ dueOn, basis }: { readonly dueOn: string; readonly basis: string }) => dueOn !== '' && basis.trim() !== ''

/** The ending being chosen. It stands on the version and the result that were shown when it was opened: a correction since must be seen first. */
function useDecision({ row, version }: ItemReply, onDone: (message: string) => void) {
  const client = useQueryClient()
  const [base] = useState({ version, endings: endingsOf(row.result ?? 'unverifiable') })
  const open = OUTCOMES.filter((one) => base.endings[one] !== 'never')
  const [outcome, setOutcome] = useState<Outcome | ''>(open.length === 1 ? (open[0] ?? '') : '')
  const [reason, setReason] = useState('')
  const [limit, setLimit] = useState({ dueOn: '', basis: '' })
  const saving = useSaving(['reason', 'dueOn', 'basis'])
  const needsReason = outcome !== '' && base.endings[outcome] === 'reason'
  const reopens = outcome === 'reopened'
  const decide = async () => {
    if (outcome === '') return
    let ended = false
    const isDone = await saving.run(async () => {
      const reply = await call(decideEndpoint, { itemId: row.id }, { outcome, reason, ...(reopens && limit) }, { version: base.version })
      ended = reply.ended
    })
    void client.invalidateQueries()
    if (isDone) onDone(`已处理：${OUTCOME_WORDS[outcome]}${ended ? '；全部事项处理完毕，本次“回头看”已结束' : ''}`)
  }
  const isReady = outcome !== '' && (!reopens || isWhole(limit)) && (!needsReason || reason.trim() !== '') && !saving.busy
  return { open, outcome, setOutcome, reason, setReason, needsReason, limit, setLimit, isReady, decide, ...saving }
}

/** Ends one item the way its result allows, and says what will follow before it is pressed. */
export function DecideForm({ item, onClose, onDone }: Props) {
  const decision = useDecision(item, onDone)
  const { open, outcome, setOutcome, reason, setReason, needsReason, isReady, decide, busy, error, errorAt } = decision
  return (
    <form
      className={styles['form']}
      aria-label="处理"
      onSubmit={(event) => {
        event.preventDefault()
        void decide()
      }}
    >
      {error !== undefined && <ErrorBanner message={error} />}
      <RadioField
        label="处理"
        value={outcome}
        options={pairsAsOptions(open.map((one) => [one, OUTCOME_WORDS[one]] as const))}
        help={open.length === 1 ? '按登记的结果只有这一种处理；登记有误的请先更正结果' : undefined}
        onChange={setOutcome}
      />
      <TextArea
        label={needsReason ? '原因' : '原因（可不填）'}
        rows={3}
        max={1000}
        placeholder={needsReason && outcome === 'verified' ? '例如：现场立行立改，已于当日整改到位' : ''}
        value={reason}
        error={errorAt('reason')}
        onChange={setReason}
      />
      {outcome === 'reopened' && (
        <LimitFields {...decision.limit} errorAt={errorAt} onChange={(change) => decision.setLimit({ ...decision.limit, ...change })} />
      )}
      {outcome === 'reopened' && <Follows closure={item.row.closureWords} />}
      <div className={shared['send']}>
        <Button disabled={busy} onClick={onClose}>
          收起
        </Button>
        <Button type="submit" variant="primary" disabled={!isReady}>
          {busy ? '正在提交…' : '确定'}
        </Button>
      </div>
    </form>
  )
}

const Follows = ({ closure }: { readonly closure: string }) => (
  <p className="ui-quiet">
    {closure === '本系统销号'
      ? '处理后：销号被撤销，问题回到“未申请销号”，开始新一轮整改；原档案仍可查看。'
      : '处理后：原台账载明的完成或销号不再作数，问题回到在办，按新的时限计算；原台账的写法和日期保留备查。'}
  </p>
)
