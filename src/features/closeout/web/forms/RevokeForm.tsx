import { useQuery } from '@tanstack/react-query'
import type { MeasureId } from '#kernel/rooms/problems.ts'
import { planQuery } from '#features/rectification/web/plan-queries.ts'
import { ChoicesField } from '#ui/form/ChoiceField.tsx'
import { LimitFields } from './LimitFields.tsx'
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
type Draft = { kind: RevokeKind | ''; reason: string; dueOn: string; basis: string; measureIds: readonly MeasureId[] }
const START: Draft = { kind: '', reason: '', dueOn: '', basis: '', measureIds: [] }

function missingIn({ kind, reason, dueOn, basis }: Draft): string | null {
  if (kind === '') return '请选择撤销情形'
  if (reason.trim() === '') return '请填写撤销原因'
  if (dueOn === '') return '请填写新的整改时限'
  return basis.trim() === '' ? '请填写新时限的依据' : null
}

/** Takes a closure back. */
export function RevokeForm(props: FormProps) {
  const { problemId, closeout, onClose } = props
  const form = useActForm({ ...props, act: 'revoke', initial: START, errorFields: ['reason', 'dueOn', 'basis'] })
  const { data: plan } = useQuery(planQuery(problemId))
  const { value, set } = form.draft
  const { kind, reason, dueOn, basis, measureIds } = value
  const missing = missingIn(value)
  const send = async () => {
    if (kind === '') return
    const input = { kind, reason, dueOn, basis, measureIds: [...measureIds] }
    await form.send(({ version }) => call(revokeEndpoint, { problemId }, input, { version }), '已撤销销号，新一轮办理开始')
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
      <ChoicesField
        label="反弹的措施"
        help="不选即全部措施；选中的须用撤销之后拍摄或落款的佐证重新证明"
        value={measureIds}
        options={(plan?.measures ?? []).map(({ id, no, text }) => ({ value: id, label: `${no} ${text}` }))}
        onChange={(ids) => set({ measureIds: ids })}
      />
      <LimitFields dueOn={dueOn} basis={basis} errorAt={form.errorAt} onChange={set} />
      <div className={styles['next']}>
        撤销后：
        <ul>
          <li>问题回到“未申请销号”，开始第 {cycleOf(closeout) + 1} 轮整改；</li>
          <li>各项措施的完成情况、佐证关联清零，须重新填报、重新举证；反弹的措施须有撤销之后的佐证；</li>
          <li>新的整改时限自此为该问题的最后期限，由谁、依据什么定的记入办理经过；</li>
          <li>本轮档案和全部佐证原样保留，随时可查；撤销情形和原因记入档案。</li>
        </ul>
      </div>
    </ActFrame>
  )
}
