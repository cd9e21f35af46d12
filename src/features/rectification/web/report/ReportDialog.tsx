import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { REPORT_STATES, REPORT_STATE_WORDS } from '#kernel/rooms/rectification.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { useRemembered } from '#ui/useRemembered.ts'
import { EvidencePicker } from '#features/evidence/web/gallery/EvidencePicker.tsx'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import type { ToastMessage } from '#ui/feedback/Toast.tsx'
import { type Measure, type Plan, reportEndpoint } from '../../rectification.contract.ts'
import { refusalWords } from '../plan-queries.ts'
import { type ReportDraft, emptyReport, isReportDraft, reportInput, missingInReport, whyLate } from './report-draft.ts'
import { ReachedMilestones } from './ReachedMilestones.tsx'
import type { Links } from '../panel/useLinks.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { FieldColumns, FieldGroup } from '#ui/form/Field.tsx'
import { RadioField } from '#ui/form/RadioField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import styles from './report.module.css'
import shared from '../rectification.module.css'

type Props = {
  readonly problemId: MatterId
  readonly plan: Plan
  readonly measure: Measure
  readonly links: Links
  readonly onClose: () => void
  readonly notify: (message: ToastMessage) => void
}

/** Reports how far a measure is. What is typed survives a reload; a refusal keeps it in place and says what is missing. */
export function ReportDialog({ problemId, plan, measure, links, onClose, notify }: Props) {
  const client = useQueryClient()
  const [stored, keep] = useRemembered<ReportDraft | null>(`report.${useCurrentUser().id}.${problemId}.${measure.id}`, null, isReportDraft)
  const [isTried, setTried] = useState(false)
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [uploading, setUploading] = useState(0)
  const waiting = uploading + links.waiting
  const draft = stored ?? emptyReport(measure, plan.asOf)
  const set = (change: Partial<ReportDraft>) => keep({ ...draft, ...change })
  const missing = missingInReport(draft, measure, plan.asOf)
  const send = async () => {
    setTried(true)
    if (missing.length > 0) return
    setBusy(true)
    setRefused(undefined)
    try {
      await call(reportEndpoint, { problemId, measureId: measure.id }, reportInput(draft, measure), { version: plan.version })
      keep(null)
      notify({ text: `已填报措施 ${measure.no}：${REPORT_STATE_WORDS[draft.state]}` })
      onClose()
    } catch (error) {
      setRefused(refusalWords(error))
      setBusy(false)
    }
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return (
    <Dialog
      title={`填报进展：措施 ${measure.no}`}
      okText={waiting > 0 ? `等 ${waiting} 份材料传完…` : '填报'}
      cancelText={stored ? '先放着（已保存在本机）' : '取消'}
      busy={busy}
      error={refused}
      disabled={waiting > 0}
      onOk={() => void send()}
      onClose={onClose}
    >
      {isTried && missing.length > 0 && <ErrorBanner message={missing.join('；')} />}
      {plan.voids && <p className={shared['voids']}>已有签署的意见，填报后将失效并退回重签。</p>}
      <p className={styles['quote']}>{measure.text}</p>
      <Fields draft={draft} set={set} measure={measure} plan={plan} />
      <Proof problemId={problemId} plan={plan} measure={measure} links={links} onWaiting={setUploading} />
    </Dialog>
  )
}

const STATES = REPORT_STATES.map((state) => ({ value: state, label: REPORT_STATE_WORDS[state] }))

type FieldsProps = {
  readonly draft: ReportDraft
  readonly set: (change: Partial<ReportDraft>) => void
  readonly measure: Measure
  readonly plan: Plan
}

function Fields({ draft, set, measure, plan }: FieldsProps) {
  const late = whyLate(draft, measure, plan.asOf)
  return (
    <>
      <FieldColumns>
        <RadioField label="整改状态" options={STATES} value={draft.state} onChange={(state) => set({ state })} />
        {draft.state === 'done' && (
          <DayField
            label="完成日期"
            clearable={false}
            max={plan.asOf}
            value={draft.doneOn}
            onChange={(day) => set({ doneOn: day ?? '' })}
          />
        )}
      </FieldColumns>
      <ReachedMilestones draft={draft} set={set} measure={measure} plan={plan} />
      <TextArea label="完成情况（必填）" max={4000} rows={3} value={draft.doneText} onChange={(doneText) => set({ doneText })} />
      {(late !== null || draft.delayReason !== '') && (
        <TextArea
          label={late === null ? '滞后原因' : `滞后原因（必填：${late}）`}
          max={1000}
          rows={2}
          value={draft.delayReason}
          onChange={(delayReason) => set({ delayReason })}
        />
      )}
      <TextArea label="存在困难" max={1000} rows={2} value={draft.difficulty} onChange={(difficulty) => set({ difficulty })} />
      <TextArea label="下步打算" max={1000} rows={2} value={draft.nextStep} onChange={(nextStep) => set({ nextStep })} />
    </>
  )
}

type ProofProps = Pick<Props, 'problemId' | 'plan' | 'measure' | 'links'> & { readonly onWaiting: (files: number) => void }

/** Files for this measure, uploaded, photographed or chosen here: a phone has nothing to drag with. */
function Proof({ problemId, plan, measure, links, onWaiting }: ProofProps) {
  if (!plan.allowed.includes('rectification.link')) return null
  const change = (ids: EvidenceId[]) => {
    const added = ids.filter((id) => !measure.evidence.includes(id))
    const gone = measure.evidence.find((id) => !ids.includes(id))
    void (gone ? links.unlink(measure, gone) : links.link(measure, added))
  }
  return (
    <FieldGroup label={`佐证（${measure.evidence.length} 份）`}>
      <EvidencePicker matterId={problemId} purpose="proof" multiple value={measure.evidence} onChange={change} onWaiting={onWaiting} />
    </FieldGroup>
  )
}
