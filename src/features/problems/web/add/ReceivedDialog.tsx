import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Day } from '#kernel/days.ts'
import { call } from '#ui/api-client.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { toast } from '#ui/feedback/Toast.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { mendReceivedEndpoint } from '../../tree.contract.ts'
import { PROBLEMS } from '../problem-queries.ts'

type Props = { readonly problem: ProblemReply; readonly onClose: () => void }

/** The day a problem was really received, with the reason: what counts from it is computed anew. */
export function ReceivedDialog({ problem: { row, version, receivedOn }, onClose }: Props) {
  const [day, setDay] = useState<string>(receivedOn)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const { busy, error, errorAt, run } = useSaving(['receivedOn', 'reason'])
  const save = async () => {
    await run(async () => {
      await call(mendReceivedEndpoint, { problemId: row.id }, { receivedOn: Day.parse(day), reason }, { version })
      toast(`收到日期已更正为 ${day}，期限已重新计算`)
      onClose()
    })
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return (
    <Dialog
      width="small"
      title="更正收到日期"
      okText="更正"
      disabled={day === '' || day === receivedOn || reason.trim() === ''}
      busy={busy}
      error={error}
      onOk={() => void save()}
      onClose={onClose}
    >
      <p className="ui-quiet">自收到之日起算的期限随之重新计算；原日期 {receivedOn} 和更正的理由留在办理记录里。</p>
      <DayField label="收到日期" value={day} error={errorAt('receivedOn')} onChange={(next) => setDay(next ?? '')} />
      <TextField label="更正的理由" max={500} value={reason} error={errorAt('reason')} onChange={setReason} />
    </Dialog>
  )
}
