import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { type EvidenceItem, takeDownEvidenceEndpoint } from '../evidence.contract.ts'
import { useAct } from './useAct.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { TextArea } from '#ui/form/TextField.tsx'

type Props = { readonly items: readonly EvidenceItem[]; readonly onClose: () => void }

/** Takes files down with one reason: they stay, struck through, and prove nothing more. */
export function TakeDownDialog({ items, onClose }: Props) {
  const [reason, setReason] = useState('')
  const { refused, busy, run } = useAct()
  const submit = () =>
    run(async () => {
      for (const { id } of items) await call(takeDownEvidenceEndpoint, { evidenceId: id }, { reason: reason.trim() })
      onClose()
    })
  return (
    <Dialog
      width="small"
      title={items.length === 1 ? `撤下「${items[0]?.name ?? ''}」` : `撤下 ${items.length} 份材料`}
      okText="撤下"
      danger
      disabled={reason.trim().length < 2}
      busy={busy}
      error={refused}
      onOk={() => void submit()}
      onClose={onClose}
    >
      <p className="ui-quiet">材料不会删除，仍可在“已撤下”中查看；撤下后不再作为佐证。</p>
      <TextArea label="撤下原因" max={200} autoFocus value={reason} placeholder="例如：拍错了地方，已重新上传" onChange={setReason} />
    </Dialog>
  )
}
