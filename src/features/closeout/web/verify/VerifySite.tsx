import { FieldColumns } from '#ui/form/Field.tsx'
import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { Closeout } from '../../closeout.contract.ts'
import { PeoplePicker } from '../forms/PeoplePicker.tsx'
import { VerifyPhotos } from './VerifyPhotos.tsx'
import { inField } from '../forms/moments.ts'
import type { VerifyDraft } from './verify-draft.ts'
import { TextArea, TextField } from '#ui/form/TextField.tsx'
import { MomentField } from '#ui/form/MomentField.tsx'
import styles from './verify.module.css'

type Props = {
  readonly problemId: MatterId
  readonly closeout: Closeout
  readonly draft: VerifyDraft
  readonly set: (change: Partial<VerifyDraft>) => void
  readonly errorAt: (at: string) => string | undefined
}

/** What belongs to the visit as a whole: photos, who, when, where, whom they asked, what came of it. */
export function VerifySite({ problemId, closeout, draft, set, errorAt }: Props) {
  const [now] = useState(() => inField(new Date()))
  return (
    <section className={styles['card']} aria-label="核查情况">
      <h2>
        <b>核查情况</b>
      </h2>
      <div id="co-at-photos">
        <VerifyPhotos problemId={problemId} ids={draft.photoIds} error={errorAt('photos')} onIds={(photoIds) => set({ photoIds })} />
      </div>
      <div id="co-at-people">
        <PeoplePicker
          label={`核查人员（至少 ${closeout.verifiersMin} 人）`}
          error={errorAt('people')}
          value={draft.members}
          barred={closeout.doers}
          onPick={(members) => set({ members })}
        />
      </div>
      <div id="co-at-time">
        <FieldColumns>
          <MomentField label="开始时间" error={errorAt('time')} value={draft.from} onChange={(from) => set({ from })} />
          <MomentField
            label="结束时间"
            help={draft.to === '' ? '不改就按提交的时间' : undefined}
            value={draft.to === '' ? now : draft.to}
            onChange={(to) => set({ to })}
          />
        </FieldColumns>
      </div>
      <Texts draft={draft} set={set} errorAt={errorAt} />
    </section>
  )
}

const Texts = ({ draft, set, errorAt }: Pick<Props, 'draft' | 'set' | 'errorAt'>) => (
  <>
    <div id="co-at-place">
      <TextField label="核查地点" max={200} value={draft.place} error={errorAt('place')} onChange={(place) => set({ place })} />
    </div>
    <div id="co-at-residents">
      <TextArea
        label="走访群众情况"
        rows={3}
        max={1000}
        value={draft.residents}
        error={errorAt('residents')}
        help="走访几户、怎么说；没有走访的写明原因"
        onChange={(residents) => set({ residents })}
      />
    </div>
    <TextArea label="监测情况（可不填）" rows={2} max={1000} value={draft.monitoring} onChange={(monitoring) => set({ monitoring })} />
    <div id="co-at-text">
      <TextArea label="核查结论" rows={4} max={2000} value={draft.text} error={errorAt('text')} onChange={(text) => set({ text })} />
    </div>
  </>
)
