import { useQuery } from '@tanstack/react-query'
import { ProgressBar } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { applyEndpoint } from '../../closeout.contract.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { completedOnOf, statementOf } from './apply-prefill.ts'
import { planQuery } from '#features/rectification/web/plan-queries.ts'
import { cycleOf } from '../panel/summary.ts'
import { type FormProps, useActForm } from './useActForm.ts'
import { TextArea } from '#ui/form/TextField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import styles from './forms.module.css'

/** The application; begins with what was last reported on every measure. */
export function ApplyForm(props: FormProps) {
  const { data, error } = useQuery(planQuery(props.problemId))
  if (!data && !error) return <ProgressBar text="正在读取各项措施的完成情况" />
  const measures = data?.measures ?? []
  return (
    <Filled
      {...props}
      statement={statementOf(measures, cycleOf(props.closeout))}
      completedOn={completedOnOf(measures, props.closeout.asOf)}
    />
  )
}

function Filled(props: FormProps & { readonly statement: string; readonly completedOn: string }) {
  const { problemId, closeout, statement, completedOn, onClose } = props
  const initial = { statement, lastingMechanism: '', completedOn }
  const form = useActForm({ ...props, act: 'apply', initial, errorFields: ['statement', 'lastingMechanism', 'completedOn'] })
  const { value, set } = form.draft
  const again = (closeout.current?.applications ?? 0) > 0
  const send = () => form.send(({ version }) => call(applyEndpoint, { problemId }, value, { version }), '已申请销号')
  return (
    <ActFrame
      title={again ? '再次申请销号' : '申请销号'}
      ok="提交申请"
      wide
      form={form}
      missing={value.statement.trim() === '' ? '请填写整改完成情况' : null}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextArea
        label="整改完成情况"
        rows={9}
        max={4000}
        value={value.statement}
        error={form.errorAt('statement')}
        help="已按各项措施最近一次填报汇成，可修改"
        onChange={(text) => set({ statement: text })}
      />
      <TextArea
        label="长效机制"
        rows={4}
        max={2000}
        value={value.lastingMechanism}
        error={form.errorAt('lastingMechanism')}
        help="可不填"
        onChange={(text) => set({ lastingMechanism: text })}
      />
      <DayField
        label="完成日期"
        value={value.completedOn}
        error={form.errorAt('completedOn')}
        onChange={(day) => set({ completedOn: day ?? '' })}
        clearable={false}
      />
      <p className={styles['next']}>提交后：按销号环节逐级办理；申请之后再改措施、进展或佐证，已签的意见会失效。</p>
    </ActFrame>
  )
}
