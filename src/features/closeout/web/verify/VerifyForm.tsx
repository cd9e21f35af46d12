import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import type { LedgerRow } from '#features/problems/problems.contract.ts'
import type { Measure } from '#features/rectification/rectification.contract.ts'
import { type Closeout, verifyEndpoint } from '../../closeout.contract.ts'
import { actNow } from '../panel/acts-now.ts'
import { OnBehalfFields } from '../forms/OnBehalfFields.tsx'
import { behalfInput } from '../forms/on-behalf.ts'
import { VerifyBar } from './VerifyBar.tsx'
import { VerifyHead } from './VerifyHead.tsx'
import { VerifyMeasure } from './VerifyMeasure.tsx'
import { MaterialChangedNotice } from './MaterialChangedNotice.tsx'
import { VerifySite } from './VerifySite.tsx'
import { inField } from '../forms/moments.ts'
import { useActForm } from '../forms/useActForm.ts'
import { type VerifyDraft, faultsOf, formOf, isPassed, leftOf, lineOf, verifyStart } from './verify-draft.ts'
import styles from './verify.module.css'

type Props = {
  readonly problemId: MatterId
  readonly closeout: Closeout
  readonly measures: readonly Measure[]
  readonly problem: LedgerRow
  readonly onDone: (message: string) => void
}

/** The verification being filled in, measure by measure, then who, when, where and what came of it. */
export function VerifyForm({ problemId, closeout, measures, problem, onDone }: Props) {
  const me = useCurrentUser()
  const { self: maySelf = false, paper: mayRecord = false } = actNow(closeout, 'verify') ?? {}
  const initial = (): VerifyDraft =>
    verifyStart({
      seal: closeout.seal,
      from: inField(new Date()),
      place: problem.point ?? problem.region ?? '',
      members: maySelf ? [{ id: me.id, name: me.name }] : [],
    })
  const form = useActForm({ problemId, closeout, act: 'verify', initial: useState(initial)[0], onDone, onClose: () => undefined })
  const [isTried, setTried] = useState(false)
  const { set } = form.draft
  const draft: VerifyDraft = { ...form.draft.value, behalf: form.draft.value.behalf || !maySelf }
  const faults = faultsOf(draft, measures, closeout.verifiersMin)
  const passed = isPassed(draft, measures)
  const isMoved = form.changed.messages.length > 0 || draft.seal !== closeout.seal
  const send = async () => {
    setTried(true)
    const first = faults[0]
    if (first) return document.getElementById(`co-at-${first.at}`)?.scrollIntoView({ block: 'center' })
    const input = { ...formOf(draft, measures, inField(new Date())), ...behalfInput(draft) }
    const message = passed ? '现场核查通过' : '现场核查不通过，已退回申请单位'
    return form.send(({ version, seal }) => call(verifyEndpoint, { problemId }, { ...input, seal }, { version }), message)
  }
  const errorAt = (at: string) => (isTried ? faults.find((fault) => fault.at === at)?.message : undefined)
  return (
    <div className={styles['page']}>
      <VerifyHead problemId={problemId} problem={problem} closeout={closeout} form={form} />
      {isMoved && (
        <MaterialChangedNotice
          changed={form.changed}
          onLook={() => {
            form.lookAgain()
            set({ seal: closeout.seal })
          }}
        />
      )}
      <ol className={styles['measures']}>
        {measures.map((measure) => (
          <VerifyMeasure
            key={measure.id}
            problemId={problemId}
            measure={measure}
            line={lineOf(draft, measure)}
            error={errorAt(measure.id)}
            onLine={(line) => set({ lines: { ...draft.lines, [measure.id]: line } })}
          />
        ))}
      </ol>
      <VerifySite problemId={problemId} closeout={closeout} draft={draft} set={set} errorAt={errorAt} />
      {mayRecord && (
        <div id="co-at-behalf" className={styles['card']}>
          <OnBehalfFields
            problemId={problemId}
            signatories={closeout.signatories.filter(({ id }) => id !== me.id)}
            value={draft}
            maySelf={maySelf}
            paper="核查表"
            onChange={set}
            errorAt={(field) => (field === 'signatoryId' ? errorAt('behalf') : undefined)}
          />
        </div>
      )}
      {form.error !== undefined && <ErrorBanner message={form.error} />}
      <VerifyBar
        left={leftOf(draft, measures)}
        faults={isTried ? faults : []}
        passed={passed}
        next={nextAfter(closeout)}
        busy={form.busy}
        isMoved={isMoved}
        onSend={() => void send()}
      />
    </div>
  )
}

/** The name of the step that follows. */
function nextAfter({ current, step }: Closeout): string | undefined {
  const steps = current?.steps ?? []
  return steps[steps.findIndex(({ key }) => key === step?.key) + 1]?.name
}
