import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { type EvidenceItem, describeEvidenceEndpoint } from '../evidence.contract.ts'
import { SIDE_WORDS, type Side } from '#kernel/rooms/evidence.ts'
import { fieldOf, instantOf } from './moments.ts'
import { useAct } from './useAct.ts'
import { Button } from '#ui/form/Button.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { optionsOf } from '#ui/form/options.ts'
import { MomentField } from '#ui/form/MomentField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import styles from './evidence.module.css'

type Words = { readonly note: string; readonly side: Side | ''; readonly taken: string; readonly effective: string }
const wordsOf = ({ note, side, takenAt, effectiveOn }: EvidenceItem): Words => ({
  note: note ?? '',
  side: side ?? '',
  taken: fieldOf(takenAt),
  effective: effectiveOn ?? '',
})

/** What a person says of a file; saved at once by one button, refused in place with everything typed kept. */
export function DescribeForm({ item }: { readonly item: EvidenceItem }) {
  const before = wordsOf(item)
  const [{ note, side, taken, effective }, setWords] = useState(before)
  const update = (part: Partial<Words>) => setWords((now) => ({ ...now, ...part }))
  const { refused, busy, run } = useAct()
  const same = JSON.stringify({ note, side, taken, effective }) === JSON.stringify(before)
  const save = () =>
    run(async () => {
      const moment = taken === before.taken ? {} : { takenAt: instantOf(taken) }
      const facts = { ...moment, note: note.trim() || null, side: side || null, effectiveOn: effective || null }
      await call(describeEvidenceEndpoint, { evidenceId: item.id }, facts)
    })
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {refused !== undefined && <ErrorBanner message={refused} />}
      <TextArea label="说明" max={500} value={note} onChange={(value) => update({ note: value })} />
      <ChoiceField
        label="整改前后"
        empty="不区分"
        options={optionsOf(SIDE_WORDS)}
        value={side || null}
        onChange={(value) => update({ side: value ?? '' })}
      />
      <MomentField label="拍摄时间" value={taken} onChange={(value) => update({ taken: value })} />
      <DayField label="材料日期" value={effective} onChange={(value) => update({ effective: value ?? '' })} />
      <Button type="submit" variant="primary" loading={busy} whyNot={same ? '没有改动' : null}>
        {busy ? '正在保存' : '保存说明'}
      </Button>
    </form>
  )
}
