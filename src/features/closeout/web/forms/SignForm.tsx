import { call } from '#ui/api-client.ts'
import { STEPS, signedOf } from '#kernel/rooms/closeout-steps.ts'
import { VERDICT_WORDS } from '#kernel/rooms/closeout-tables.ts'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { signEndpoint } from '../../closeout.contract.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { actNow } from '../panel/acts-now.ts'
import { OnBehalfFields } from './OnBehalfFields.tsx'
import { type BehalfDraft, NO_BEHALF, behalfInput, missingInBehalf } from './on-behalf.ts'
import { SigningMaterial } from '../panel/SigningMaterial.tsx'
import { type FormProps, useActForm } from './useActForm.ts'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'

type Draft = BehalfDraft & { readonly verdict: 'agree' | 'return' | ''; readonly text: string; readonly returnTo: string }
const PHRASES = {
  agree: ['同意。', '情况属实，同意申请销号。', '经审核，整改措施已落实，佐证齐全，同意。'],
  return: ['整改不到位，退回继续整改。', '佐证不足以证明整改完成，请补充。'],
}

function missingIn(draft: Draft, paper: boolean): string | null {
  if (draft.verdict === '') return '请选择同意或退回'
  if (draft.text.trim() === '') return draft.verdict === 'return' ? '请填写退回原因' : '请填写意见'
  if (draft.verdict === 'return' && draft.returnTo === '') return '请选择退回到哪一步'
  return paper ? missingInBehalf({ ...draft, behalf: true }) : null
}

/** The common form of what is signed, in the words of the step's kind: agreed, or returned with where to and why; one's own, or one signed on paper. */
export function SignForm(props: FormProps) {
  const { problemId, closeout, onClose } = props
  const me = useCurrentUser()
  const initial: Draft = { ...NO_BEHALF, verdict: '', text: '', returnTo: '' }
  const form = useActForm({
    ...props,
    act: `sign.${closeout.step?.key ?? ''}`,
    initial,
    errorFields: ['text', 'signatoryId', 'signedOn', 'scanId'],
  })
  const { value, set } = form.draft
  const allowed = actNow(closeout, 'sign')
  const maySelf = allowed?.self === true
  const paper = allowed?.paper === true && (value.behalf || !maySelf)
  const { verdict, text } = value
  const send = async () => {
    if (verdict === '') return
    const input = { verdict, text, ...(verdict === 'return' && { returnTo: value.returnTo }), ...behalfInput({ ...value, behalf: paper }) }
    const message = verdict === 'agree' ? '意见已签署' : '已退回'
    await form.send(({ version, seal }) => call(signEndpoint, { problemId }, { ...input, seal }, { version }), message)
  }
  return (
    <ActFrame
      title={titleOf(closeout, paper)}
      ok={okOf(verdict, paper)}
      wide
      form={form}
      missing={missingIn(value, paper)}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SigningMaterial problemId={problemId} closeout={closeout} />
      <Opinion draft={value} set={set} closeout={closeout} error={form.errorAt('text')} />
      {allowed?.paper && (
        <OnBehalfFields
          problemId={problemId}
          signatories={closeout.signatories.filter(({ id }) => id !== me.id)}
          value={{ ...value, behalf: paper }}
          maySelf={maySelf}
          paper="意见"
          onChange={set}
          errorAt={form.errorAt}
        />
      )}
    </ActFrame>
  )
}

const titleOf = ({ step }: FormProps['closeout'], paper: boolean) => `${step?.name ?? '签署意见'}${paper ? '（代录）' : ''}`
const okOf = (verdict: Draft['verdict'], paper: boolean) => (verdict === 'return' ? '退回' : paper ? '录入意见' : '签署')

type OpinionProps = {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  readonly closeout: FormProps['closeout']
  readonly error: string | undefined
}

/** Agreed or returned, where to, and in what words. */
function Opinion({ draft: { verdict, text, returnTo }, set, closeout, error }: OpinionProps) {
  const kind = signedOf(closeout.step?.kind ?? 'opinion') ?? STEPS.opinion.signed
  const verdicts = [['agree', VERDICT_WORDS[kind.verdict]] as const, ['return', VERDICT_WORDS.return] as const]
  return (
    <>
      <RadioField label="结论" value={verdict} options={pairsAsOptions(verdicts)} onChange={(next) => set({ verdict: next })} />
      {verdict === 'return' && (
        <ChoiceField
          label="退回到"
          value={returnTo}
          options={pairsAsOptions(closeout.returnTo.map(({ key, name }) => [key, name]))}
          help="退回到的环节起，已签的意见不再有效"
          onChange={(value) => set({ returnTo: value ?? '' })}
        />
      )}
      <TextArea
        label={verdict === 'return' ? '退回原因' : kind.text}
        rows={4}
        max={2000}
        value={text}
        error={error}
        phrases={verdict === '' ? [] : PHRASES[verdict]}
        onChange={(next) => set({ text: next })}
      />
    </>
  )
}
