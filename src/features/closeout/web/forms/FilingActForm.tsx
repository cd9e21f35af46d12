import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import { call } from '#ui/api-client.ts'
import { fileEndpoint } from '../../closeout.contract.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { PickFiles } from './PickFiles.tsx'
import { type FormProps, useActForm } from './useActForm.ts'
import { TextField } from '#ui/form/TextField.tsx'
import { DayField } from '#ui/form/DayField.tsx'

type Draft = { readonly no: string; readonly to: string; readonly on: string; readonly scanIds: readonly EvidenceId[] }

/** The closed file is reported upwards. */
export function FilingActForm(props: FormProps) {
  const { problemId, closeout, onClose } = props
  const initial: Draft = { no: '', to: '', on: closeout.asOf, scanIds: [] }
  const form = useActForm({ ...props, act: 'file', initial, errorFields: ['no', 'to', 'on', 'scanId'] })
  const { value, set } = form.draft
  const { no, to, on, scanIds } = value
  const missing = no.trim() === '' || to.trim() === '' ? '请填写备案文号和备案机关' : null
  const send = () =>
    form.send(({ version }) => call(fileEndpoint, { problemId }, { no, to, on, scanId: scanIds.at(-1) }, { version }), '已备案')
  return (
    <ActFrame title={closeout.step?.name ?? '备案'} ok="备案" form={form} missing={missing} onSend={() => void send()} onClose={onClose}>
      <TextField label="备案文号" max={60} value={no} error={form.errorAt('no')} onChange={(text) => set({ no: text })} />
      <TextField label="备案机关" max={100} value={to} error={form.errorAt('to')} onChange={(text) => set({ to: text })} />
      <DayField label="备案日期" value={on} error={form.errorAt('on')} onChange={(day) => set({ on: day ?? '' })} clearable={false} />
      <PickFiles
        problemId={problemId}
        purpose="filing"
        label="备案材料"
        hint="可不传"
        ids={scanIds}
        error={form.errorAt('scanId')}
        onIds={(ids) => set({ scanIds: ids.slice(-1) })}
      />
    </ActFrame>
  )
}
