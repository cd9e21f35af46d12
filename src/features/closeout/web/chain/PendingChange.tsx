import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { minuteWords } from '#kernel/instants.ts'
import type { ChainDecision } from '#kernel/rooms/closeout-tables.ts'
import { STEP_HOLDER_WORDS, STEP_KIND_WORDS } from '#kernel/rooms/closeout-steps.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { type chainsEndpoint, settleChainEndpoint } from '../../chains.contract.ts'
import { CHAINS } from '../closeout-queries.ts'
import styles from './chain.module.css'

type ChainOf = z.output<typeof chainsEndpoint.reply>['chains'][number]
type Pending = NonNullable<ChainOf['proposal']>
type Props = { readonly proposal: Pending; readonly inForce: ChainOf['steps']; readonly mayEdit: boolean }

/** A change that waits for a second person: what it would be, beside what holds; approved or refused by another, withdrawn by whoever proposed it. */
export function PendingChange({ proposal: { id, steps, reason, by, at, mine }, inForce, mayEdit }: Props) {
  const client = useQueryClient()
  const { busy, error, run } = useSaving()
  const [why, setWhy] = useState('')
  const settle = async (decision: ChainDecision) => {
    const input = { decision, ...(why.trim() !== '' && { reason: why.trim() }) }
    await run(() => call(settleChainEndpoint, { proposalId: id }, input))
    await client.invalidateQueries({ queryKey: CHAINS })
  }
  return (
    <div className={styles['pending']} role="group" aria-label="待批准的修改">
      <div className={styles['pendingHead']}>
        <StatusWord shape="diamond" tone="warn" word="待批准的修改" />
        <span>
          {by}　{minuteWords(at)}提出：{reason}
        </span>
      </div>
      {steps === null ? <p>取消单独设置，按更宽范围的环节办理。</p> : <Compared steps={steps} inForce={inForce} />}
      {error !== undefined && <ErrorBanner message={error} />}
      {mayEdit && mine && (
        <div className={styles['pendingActs']}>
          <Button disabled={busy} onClick={() => void settle('withdrawn')}>
            撤回
          </Button>
          <small className="ui-quiet">须由您以外的另一名专班成员批准；批准之前仍按现行环节办理。</small>
        </div>
      )}
      {mayEdit && !mine && (
        <div className={styles['pendingActs']}>
          <TextField label="不批准的原因" max={200} className={styles['reason']} value={why} onChange={setWhy} />
          <Button variant="primary" disabled={busy} onClick={() => void settle('approved')}>
            批准
          </Button>
          <Button disabled={busy} whyNot={why.trim() === '' ? '请填写不批准的原因' : null} onClick={() => void settle('refused')}>
            不批准
          </Button>
        </div>
      )}
    </div>
  )
}

/** The proposed steps in order, those that are new or otherwise marked, and what would go. */
function Compared({ steps, inForce }: { readonly steps: ChainOf['steps']; readonly inForce: ChainOf['steps'] }) {
  const before = new Map(inForce.map((step) => [step.key, JSON.stringify(step)]))
  const gone = inForce.filter(({ key }) => !steps.some((step) => step.key === key))
  const mark = (step: ChainOf['steps'][number]) =>
    before.has(step.key) ? (before.get(step.key) === JSON.stringify(step) ? '' : '（有修改）') : '（新增）'
  return (
    <>
      <ol className={styles['pendingSteps']}>
        {steps.map((step) => (
          <li key={step.key}>
            <b>{step.name}</b>　{STEP_KIND_WORDS[step.kind]}　{STEP_HOLDER_WORDS[step.holder]}
            {step.days !== undefined && `　${step.days} 天`}
            {step.closes && '　办结即销号'}
            {mark(step)}
          </li>
        ))}
      </ol>
      {gone.length > 0 && <p>去掉：{gone.map(({ name }) => name).join('、')}</p>}
    </>
  )
}
