import { call } from '#ui/api-client.ts'
import { revokeEndpoint } from '../../closeout.contract.ts'
import { REVOKE_KINDS, REVOKE_KIND_WORDS, type RevokeKind } from '#kernel/rooms/closeout-tables.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { cycleOf } from '../panel/summary.ts'
import { type FormProps, useActForm } from './useActForm.ts'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import styles from './forms.module.css'

const KINDS = REVOKE_KINDS.map((kind) => [kind, REVOKE_KIND_WORDS[kind]] as const)
const START: { kind: RevokeKind | ''; reason: string } = { kind: '', reason: '' }

/** Takes a closure back. */
export function RevokeForm(props: FormProps) {
  const { problemId, closeout, onClose } = props
  const form = useActForm({ ...props, act: 'revoke', initial: START, errorFields: ['reason'] })
  const { value, set } = form.draft
  const { kind, reason } = value
  const missing = kind === '' ? '请选择撤销情形' : reason.trim() === '' ? '请填写撤销原因' : null
  const send = async () => {
    if (kind === '') return
    await form.send(({ version }) => call(revokeEndpoint, { problemId }, { kind, reason }, { version }), '已撤销销号，新一轮办理开始')
  }
  return (
    <ActFrame title="撤销销号" ok="撤销销号" form={form} missing={missing} onSend={() => void send()} onClose={onClose}>
      <RadioField label="撤销情形" value={kind} options={pairsAsOptions(KINDS)} onChange={(next) => set({ kind: next })} />
      <TextArea
        label="撤销原因"
        rows={4}
        max={1000}
        value={reason}
        error={form.errorAt('reason')}
        onChange={(text) => set({ reason: text })}
      />
      <div className={styles['next']}>
        撤销后：
        <ul>
          <li>问题回到“未申请销号”，开始第 {cycleOf(closeout) + 1} 轮整改；</li>
          <li>各项措施的完成情况、佐证关联清零，须重新填报、重新举证；</li>
          <li>本轮档案和全部佐证原样保留，随时可查；撤销情形和原因记入档案。</li>
        </ul>
      </div>
    </ActFrame>
  )
}
