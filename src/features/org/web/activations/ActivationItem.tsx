import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ActivationDecision } from '#kernel/rooms/org-tables.ts'
import { call } from '#ui/api-client.ts'
import { ConfirmDialog } from '#ui/feedback/Dialog.tsx'
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
  // read anew also where it was refused: somebody else has decided meanwhile
  const decide = async (decision: ActivationDecision, reason?: string) => {
    try {
      await call(decideActivationEndpoint, { activation: activation.id }, { decision, ...(reason !== undefined && { reason }) })
      toast(DONE[decision])
    } finally {
      await client.invalidateQueries({ queryKey: ORG })
    }
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
        {error && <ErrorBanner message={error} />}
      </div>
      <div className={styles['acts']}>
        {mayDecide && (
          <>
            <Button variant="primary" loading={busy} onClick={() => void run(() => decide('activated'))}>
              启用
            </Button>
            <Button disabled={busy} onClick={() => setRefusing(true)}>
              退回……
            </Button>
          </>
        )}
        {mayWithdraw && (
          <Button loading={busy} onClick={() => void run(() => decide('withdrawn'))}>
            撤回
          </Button>
        )}
      </div>
      {isRefusing && (
        <RefuseDialog
          about={`${person.name}：${changeWords(activation)}`}
          refuse={(reason) => decide('refused', reason)}
          onClose={() => setRefusing(false)}
        />
      )}
    </li>
  )
}

type RefuseProps = {
  readonly about: string
  readonly refuse: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}
function RefuseDialog({ about, refuse, onClose }: RefuseProps) {
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      title="退回账号变更"
      okText="退回"
      danger
      whyNot={reason.trim() === '' ? '请填写退回的原因' : null}
      work={() => refuse(reason.trim())}
      onClose={onClose}
    >
      <p>{about}。退回后不生效，提交人可以重新提交。</p>
      <TextField label="退回的原因" required max={200} value={reason} onChange={setReason} />
    </ConfirmDialog>
  )
}
