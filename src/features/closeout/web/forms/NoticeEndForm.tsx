import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import { call } from '#ui/api-client.ts'
import { noticeEndEndpoint } from '../../closeout.contract.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { PickFiles } from './PickFiles.tsx'
import { type FormProps, useActForm } from './useActForm.ts'
import { TextArea } from '#ui/form/TextField.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import styles from './forms.module.css'

const PHRASES = ['公示期满，无异议。', '公示期满，所提异议已答复，异议不成立。']
type Draft = { readonly text: string; readonly scanIds: readonly EvidenceId[]; readonly returnTo: string }

/** The notice has stood its days: what came of it, with the screenshot; an upheld objection sends the file back. */
export function NoticeEndForm(props: FormProps) {
  const { problemId, closeout, onClose } = props
  const initial: Draft = { text: '', scanIds: [], returnTo: '' }
  const form = useActForm({ ...props, act: 'notice-end', initial, errorFields: ['text', 'scanId', 'returnTo'] })
  const { value, set } = form.draft
  const { text, scanIds, returnTo } = value
  const objections = closeout.current?.objections ?? []
  const upheld = objections.filter((each) => each.upheld === true).length
  const missing = text.trim() === '' ? '请填写公示结果' : upheld > 0 && returnTo === '' ? '有异议成立，请选择退回到哪一步' : null
  const send = () => {
    const input = { text, scanId: scanIds.at(-1), ...(upheld > 0 && { returnTo }) }
    return form.send(({ version }) => call(noticeEndEndpoint, { problemId }, input, { version }), upheld > 0 ? '已退回' : '公示已结束')
  }
  return (
    <ActFrame
      title="公示结束"
      ok={upheld > 0 ? '结束公示并退回' : '公示结束'}
      form={form}
      missing={missing}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p className={styles['next']}>
        {objections.length === 0 ? '公示期间没有登记异议。' : `公示期间登记异议 ${objections.length} 件，成立 ${upheld} 件。`}
      </p>
      <TextArea
        label="公示结果"
        rows={3}
        max={1000}
        value={text}
        error={form.errorAt('text')}
        phrases={upheld === 0 ? PHRASES : []}
        onChange={(next) => set({ text: next })}
      />
      {upheld > 0 && (
        <ChoiceField
          label="退回到"
          value={returnTo}
          error={form.errorAt('returnTo')}
          options={pairsAsOptions(closeout.returnTo.map(({ key, name }) => [key, name]))}
          onChange={(picked) => set({ returnTo: picked ?? '' })}
        />
      )}
      <PickFiles
        problemId={problemId}
        purpose="notice"
        label="公示截图"
        hint="可不传；截图可直接粘贴"
        ids={scanIds}
        error={form.errorAt('scanId')}
        onIds={(ids) => set({ scanIds: ids.slice(-1) })}
      />
    </ActFrame>
  )
}
