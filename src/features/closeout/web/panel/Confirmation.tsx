import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import type { Entry } from '../../closeout.contract.ts'
import { confirmEndpoint } from '../../confirm.contract.ts'
import { confirmationId } from './Unconfirmed.tsx'
import styles from './panel.module.css'

type Props = { readonly problemId: MatterId; readonly entry: Entry }

/** An entry on behalf: who has confirmed it, or who must and until when; whoever must does it here. */
export function Confirmation({ problemId, entry: { id, confirmation, voided } }: Props) {
  const client = useQueryClient()
  const { busy, error, run } = useSaving()
  const [denying, setDenying] = useState(false)
  if (!confirmation || voided) return null
  const { by, who, confirmed, whyNot } = confirmation
  if (confirmed)
    return (
      <p className={styles['confirmation']}>
        <StatusWord shape="check" tone="good" word="代录已确认" />
        <span className="ui-quiet">
          {confirmed.by}　{minuteWords(confirmed.at)}
        </span>
      </p>
    )
  const send = async (isConfirmed: boolean, reason?: string) => {
    const input = { confirmed: isConfirmed, ...(reason !== undefined && { reason }) }
    if (await run(() => call(confirmEndpoint, { problemId, entryId: id }, input))) setDenying(false)
    await client.invalidateQueries()
  }
  return (
    <div id={confirmationId(id)} className={styles['confirmation']}>
      <StatusWord shape="diamond" tone="warn" word="代录待确认" />
      <span>
        由{who}于 {by} 前确认，逾期自动失效，退回到这一环节
      </span>
      {whyNot === null && (
        <span className={`ui-no-print ${styles['confirmActs']}`}>
          <Button variant="primary" disabled={busy} onClick={() => void send(true)}>
            {busy ? '正在提交…' : '核对无误，确认'}
          </Button>
          <Button disabled={busy} onClick={() => setDenying(true)}>
            不确认…
          </Button>
        </span>
      )}
      {error !== undefined && !denying && <ErrorBanner message={error} />}
      {denying && <Deny busy={busy} error={error} onDeny={(reason) => void send(false, reason)} onClose={() => setDenying(false)} />}
    </div>
  )
}

type DenyProps = {
  readonly busy: boolean
  readonly error: string | undefined
  readonly onDeny: (reason: string) => void
  readonly onClose: () => void
}

function Deny({ busy, error, onDeny, onClose }: DenyProps) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title="不确认这条代录"
      okText={busy ? '正在提交…' : '不确认'}
      cancelText="关闭"
      whyNot={reason.trim() === '' ? '请填写原因' : null}
      busy={busy}
      error={error}
      onOk={() => onDeny(reason)}
      onClose={onClose}
    >
      <p>这条代录和以它为据的后续办理都将失效，已销号的恢复为验收中，退回到这一环节重新办理。</p>
      <TextArea
        label="原因"
        rows={3}
        max={500}
        value={reason}
        phrases={['不是本人签署。', '录入内容与签字原件不一致。']}
        onChange={setReason}
      />
    </Dialog>
  )
}
