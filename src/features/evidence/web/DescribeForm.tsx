import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { type EvidenceItem, describeEvidenceEndpoint } from '../evidence.contract.ts'
import { SIDES, SIDE_WORDS, type Side } from '#kernel/rooms/evidence.ts'
import { fieldOf, instantOf } from './moments.ts'
import { useAct } from './useAct.ts'
import { Button } from '#ui/form/Button.tsx'

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
      className="ev-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {refused !== undefined && <ErrorBanner message={refused} />}
      <label>
        <span>说明</span>
        <textarea className="ui-input" rows={3} maxLength={500} value={note} onChange={(event) => update({ note: event.target.value })} />
      </label>
      <label>
        <span>整改前后</span>
        <select className="ui-input" value={side} onChange={(event) => update({ side: event.target.value as Side | '' })}>
          <option value="">不区分</option>
          {SIDES.map((one) => (
            <option key={one} value={one}>
              {SIDE_WORDS[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>拍摄时间</span>
        <input className="ui-input" type="datetime-local" value={taken} onChange={(event) => update({ taken: event.target.value })} />
      </label>
      <label>
        <span>材料日期</span>
        <input className="ui-input" type="date" value={effective} onChange={(event) => update({ effective: event.target.value })} />
      </label>
      <Button type="submit" variant="primary" loading={busy} whyNot={same ? '没有改动' : null}>
        {busy ? '正在保存' : '保存说明'}
      </Button>
    </form>
  )
}
