import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ActivationDecision } from '#kernel/rooms/org-tables.ts'
import { call } from '#ui/api-client.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { toast } from '#ui/feedback/Toast.tsx'
import { Button } from '#ui/form/Button.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { type Activation, decideActivationEndpoint } from '../../activation.contract.ts'
import { ORG } from '../org-queries.ts'
import { changeWords, decidersWords, submittedWords } from './activation-words.ts'
import styles from './activations.module.css'

const DONE: Readonly<Record<ActivationDecision, string>> = { activated: '已启用', refused: '已退回', withdrawn: '已撤回' }

/** One change that waits for a second administrator, with what the reader may do about it. */
export function ActivationItem({ activation, withPerson }: { readonly activation: Activation; readonly withPerson: boolean }) {
  const { person, mayDecide, mayWithdraw } = activation
  const client = useQueryClient()
  const [isRefusing, setRefusing] = useState(false)
  const { busy, error, run } = useSaving()
  const decide = async (decision: ActivationDecision, reason?: string) => {
    const input = { decision, ...(reason !== undefined && { reason }) }
    const done = await run(() => call(decideActivationEndpoint, { activation: activation.id }, input))
    if (done) toast(DONE[decision])
    await client.invalidateQueries({ queryKey: ORG })
    return done
  }
  return (
    <li className={styles['item']}>
      <div>
        {withPerson && (
          <b>
            {person.name}　<small>{person.unit}</small>
          </b>
        )}
        <span>{changeWords(activation)}</span>
        <small className="ui-quiet">{submittedWords(activation)}</small>
        <StatusWord word={decidersWords(activation)} shape="diamond" tone="warn" />
        {error && !isRefusing && <ErrorBanner message={error} />}
      </div>
      <div className={styles['acts']}>
        {mayDecide && (
          <>
            <Button variant="primary" loading={busy} onClick={() => void decide('activated')}>
              启用
            </Button>
            <Button disabled={busy} onClick={() => setRefusing(true)}>
              退回……
            </Button>
          </>
        )}
        {mayWithdraw && (
          <Button loading={busy} onClick={() => void decide('withdrawn')}>
            撤回
          </Button>
        )}
      </div>
      {isRefusing && (
        <RefuseDialog
          about={`${person.name}：${changeWords(activation)}`}
          busy={busy}
          error={error}
          onRefuse={(reason) => void decide('refused', reason).then((done) => done && setRefusing(false))}
          onClose={() => setRefusing(false)}
        />
      )}
    </li>
  )
}

type RefuseProps = {
  readonly about: string
  readonly busy: boolean
  readonly error: string | undefined
  readonly onRefuse: (reason: string) => void
  readonly onClose: () => void
}
function RefuseDialog({ about, busy, error, onRefuse, onClose }: RefuseProps) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title="退回账号变更"
      width="small"
      okText="退回"
      danger
      busy={busy}
      error={error}
      whyNot={reason.trim() === '' ? '请填写退回的原因' : null}
      onOk={() => onRefuse(reason.trim())}
      onClose={onClose}
    >
      <p>{about}。退回后不生效，提交人可以重新提交。</p>
      <TextField label="退回的原因" required max={200} value={reason} onChange={setReason} />
    </Dialog>
  )
}
