import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { endEndpoint } from '../../lookback.contract.ts'
import { type DialogProps, useDialogAct } from './dialog.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { TextArea } from '#ui/form/TextField.tsx'

/** Ends a campaign early: what is left is said, and why. */
export function EndDialog({ lookback: { id, version, figures }, onClose, onDone }: DialogProps) {
  const [reason, setReason] = useState('')
  const { busy, error, act } = useDialogAct(onDone)
  const { waiting, recorded } = figures.states
  const left = waiting + recorded
  const end = () =>
    act(async () => {
      await call(endEndpoint, { lookbackId: id }, { reason: reason.trim() }, { version })
      return '已结束这次“回头看”'
    })
  return (
    <Dialog
      width="small"
      title="结束“回头看”"
      okText="结束"
      busy={busy}
      error={error}
      disabled={left > 0 && reason.trim() === ''}
      onOk={() => void end()}
      onClose={onClose}
    >
      <p>
        {left === 0
          ? '全部事项都已处理。'
          : `还有 ${left} 项没有处理（待核查 ${waiting}、待处理 ${recorded}）。结束后不能再登记和处理，这些事项仍算“未核实”，可列入下一次“回头看”。`}
      </p>
      {left > 0 && <TextArea label="提前结束的原因" rows={3} max={1000} value={reason} onChange={setReason} />}
    </Dialog>
  )
}
