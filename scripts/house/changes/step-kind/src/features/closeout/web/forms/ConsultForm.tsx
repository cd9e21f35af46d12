import { VERDICT_WORDS } from '#kernel/rooms/closeout-tables.ts'
import { call } from '#ui/api-client.ts'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { RadioField } from '#ui/form/RadioField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { signEndpoint } from '../../closeout.contract.ts'
import { ActFrame } from '../panel/ActFrame.tsx'
import { SigningMaterial } from '../panel/SigningMaterial.tsx'
import { type FormProps, useActForm } from './useActForm.ts'

type Draft = { readonly verdict: 'agree' | 'return' | ''; readonly text: string; readonly returnTo: string }
const INITIAL: Draft = { verdict: '', text: '', returnTo: '' }
const VERDICTS = [['agree', VERDICT_WORDS.pass] as const, ['return', VERDICT_WORDS.return] as const]

function missingIn({ verdict, text, returnTo }: Draft): string | null {
  if (text.trim() === '') return '请填写会商纪要'
  if (verdict === '') return '请选择会商结论'
  return verdict === 'return' && returnTo === '' ? '请选择退回到哪一步' : null
}

/** What a meeting of the office decided: its record, and whether the file goes on. */
export function ConsultForm(props: FormProps) {
  const { problemId, closeout, onClose } = props
  const form = useActForm({ ...props, act: `consult.${closeout.step?.key ?? ''}`, initial: INITIAL, errorFields: ['text', 'returnTo'] })
  const { value, set } = form.draft
  const { verdict, text, returnTo } = value
  const send = async () => {
    if (verdict === '') return
    const input = { verdict, text, ...(verdict === 'return' && { returnTo }) }
    await form.send(({ version, seal }) => call(signEndpoint, { problemId }, { ...input, seal }, { version }), '会商已记录')
  }
  return (
    <ActFrame
      title={closeout.step?.name ?? '会商'}
      ok="记录会商"
      wide
      form={form}
      missing={missingIn(value)}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SigningMaterial problemId={problemId} closeout={closeout} />
      <TextArea label="会商纪要" rows={8} max={2000} value={text} error={form.errorAt('text')} onChange={(next) => set({ text: next })} />
      <RadioField label="会商结论" value={verdict} options={pairsAsOptions(VERDICTS)} onChange={(next) => set({ verdict: next })} />
      {verdict === 'return' && (
        <ChoiceField
          label="退回到"
          value={returnTo}
          error={form.errorAt('returnTo')}
          options={pairsAsOptions(closeout.returnTo.map(({ key, name }) => [key, name]))}
          onChange={(picked) => set({ returnTo: picked ?? '' })}
        />
      )}
    </ActFrame>
  )
}
