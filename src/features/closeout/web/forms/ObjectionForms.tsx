import { call } from '#ui/api-client.ts'
import { type Cycle, addObjectionEndpoint, answerObjectionEndpoint } from '../../closeout.contract.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { type FormProps, useActForm } from './useActForm.ts'
import { DayField } from '#ui/form/DayField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import styles from './forms.module.css'

/** Somebody objects to the notice. */
export function AddObjectionForm(props: FormProps) {
  const { problemId, closeout, onClose } = props
  const initial: { readonly receivedOn: string; readonly text: string } = { receivedOn: closeout.asOf, text: '' }
  const form = useActForm({
    ...props,
    act: 'objection',
    initial,
    errorFields: ['receivedOn', 'text'],
  })
  const { value, set } = form.draft
  const send = () => form.send(() => call(addObjectionEndpoint, { problemId }, value), '异议已登记')
  return (
    <ActFrame
      title="登记公示异议"
      ok="登记"
      form={form}
      missing={value.text.trim() === '' ? '请填写异议内容' : null}
      onSend={() => void send()}
      onClose={onClose}
    >
      <DayField
        label="收到日期"
        value={value.receivedOn}
        error={form.errorAt('receivedOn')}
        onChange={(day) => set({ receivedOn: day ?? '' })}
        clearable={false}
      />
      <TextArea
        label="异议内容"
        rows={4}
        max={2000}
        value={value.text}
        error={form.errorAt('text')}
        help="如实记录异议内容，不记录来访人的身份信息"
        onChange={(text) => set({ text })}
      />
    </ActFrame>
  )
}

const UPHELD = [
  ['no', '异议不成立'],
  ['yes', '异议成立'],
] as const
type Answer = { readonly answer: string; readonly answeredOn: string; readonly upheld: 'yes' | 'no' | '' }

/** The answer to an objection: an upheld one sends the file back when the notice ends. */
export function AnswerForm(props: FormProps & { readonly objection: Cycle['objections'][number] }) {
  const { objection, closeout, onClose } = props
  const initial: Answer = { answer: '', answeredOn: closeout.asOf, upheld: '' }
  const form = useActForm({ ...props, act: `answer.${objection.id}`, initial, errorFields: ['answer', 'answeredOn'] })
  const { value, set } = form.draft
  const { answer, answeredOn, upheld } = value
  const missing = upheld === '' ? '请选择异议是否成立' : answer.trim() === '' ? '请填写答复' : null
  const send = () =>
    form.send(
      () => call(answerObjectionEndpoint, { objectionId: objection.id }, { answer, answeredOn, upheld: upheld === 'yes' }),
      '异议已答复',
    )
  return (
    <ActFrame title="答复公示异议" ok="答复" form={form} missing={missing} onSend={() => void send()} onClose={onClose}>
      <p className={styles['quote']}>
        {objection.receivedOn} 收到：{objection.text}
      </p>
      <RadioField
        label="是否成立"
        value={upheld}
        options={pairsAsOptions(UPHELD)}
        help={upheld === 'yes' ? '公示结束时须退回整改' : undefined}
        onChange={(key) => set({ upheld: key })}
      />
      <TextArea label="答复" rows={4} max={2000} value={answer} error={form.errorAt('answer')} onChange={(text) => set({ answer: text })} />
      <DayField
        label="答复日期"
        value={answeredOn}
        error={form.errorAt('answeredOn')}
        onChange={(day) => set({ answeredOn: day ?? '' })}
        clearable={false}
      />
    </ActFrame>
  )
}
