import { FieldColumns } from '#ui/form/Field.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { call } from '#ui/api-client.ts'
import { noticeEndpoint } from '../../closeout.contract.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { type FormProps, useActForm } from './useActForm.ts'
import { TextField } from '#ui/form/TextField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import styles from './forms.module.css'

const FIELDS = ['medium', 'address', 'from', 'contactUnit', 'contact'] as const
type Draft = Readonly<Record<(typeof FIELDS)[number], string>>

/** The notice goes public: where, from which day, whom to tell. Its text comes from the facts. */
export function NoticeForm(props: FormProps) {
  const { problemId, closeout, onClose } = props
  const initial: Draft = { medium: '', address: '', from: closeout.asOf, contactUnit: '', contact: '' }
  const form = useActForm({ ...props, act: 'notice', initial, errorFields: FIELDS })
  const { value, set } = form.draft
  const { medium, address, from, contactUnit, contact } = value
  const missing = [medium, contactUnit, contact].some((text) => text.trim() === '') ? '请填写公示媒介、联系单位和联系方式' : null
  const { days, dayType } = closeout.step ?? {}
  const send = () => form.send(({ version }) => call(noticeEndpoint, { problemId }, value, { version }), '已开始公示')
  return (
    <ActFrame title="开始公示" ok="开始公示" wide form={form} missing={missing} onSend={() => void send()} onClose={onClose}>
      <div className={styles['notice']}>
        <div className={styles['noticeHead']}>
          <b>公示文稿</b>
          <CopyButton text={closeout.noticeText} label="复制全文" />
        </div>
        <pre>{closeout.noticeText}</pre>
      </div>
      <FieldColumns>
        <TextField
          label="公示媒介"
          max={100}
          placeholder="如：区政府网站"
          value={medium}
          error={form.errorAt('medium')}
          onChange={(text) => set({ medium: text })}
        />
        <TextField
          label="网址"
          max={500}
          help="可不填"
          value={address}
          error={form.errorAt('address')}
          onChange={(text) => set({ address: text })}
        />
        <DayField
          label="公示起始日"
          value={from}
          error={form.errorAt('from')}
          help={days === undefined ? undefined : `公示 ${days} 个${dayType === 'working' ? '工作日' : '自然日'}，最后一天由系统推算`}
          onChange={(day) => set({ from: day ?? '' })}
          clearable={false}
        />
        <TextField
          label="联系单位"
          max={100}
          value={contactUnit}
          error={form.errorAt('contactUnit')}
          onChange={(text) => set({ contactUnit: text })}
        />
        <TextField
          label="联系电话或邮箱"
          max={100}
          value={contact}
          error={form.errorAt('contact')}
          onChange={(text) => set({ contact: text })}
        />
      </FieldColumns>
    </ActFrame>
  )
}
