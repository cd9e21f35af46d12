import { call } from '#ui/api-client.ts'
import { withdrawEndpoint } from '../../closeout.contract.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { type FormProps, useActForm } from './useActForm.ts'
import { TextArea } from '#ui/form/TextField.tsx'
import styles from './forms.module.css'

/** The applicant takes the application back. */
export function WithdrawForm(props: FormProps) {
  const { problemId, onClose } = props
  const form = useActForm({ ...props, act: 'withdraw', initial: { reason: '' }, errorFields: ['reason'] })
  const { value, set } = form.draft
  const send = () => form.send(({ version }) => call(withdrawEndpoint, { problemId }, value, { version }), '已撤回申请')
  return (
    <ActFrame
      title="撤回申请"
      ok="撤回"
      form={form}
      missing={value.reason.trim() === '' ? '请填写撤回原因' : null}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextArea
        label="撤回原因"
        rows={3}
        max={500}
        value={value.reason}
        error={form.errorAt('reason')}
        onChange={(reason) => set({ reason })}
      />
      <p className={styles['next']}>撤回后：问题回到整改中，已签的意见不再有效，可改好后再次申请。</p>
    </ActFrame>
  )
}
