import { useQueryClient } from '@tanstack/react-query'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import { LOOKBACK_RESULTS, LOOKBACK_RESULT_WORDS } from '#kernel/rooms/lookback.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner, NoticeBand } from '#ui/feedback/states.tsx'
import { DraftNotice } from '#ui/form/DraftNotice.tsx'
import { useDraft } from '#ui/form/useDraft.ts'
import { EvidencePicker } from '#features/evidence/web/gallery/EvidencePicker.tsx'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { type ItemReply, recordEndpoint } from '../../items.contract.ts'
import { LOOKBACK } from '../lookback-queries.ts'
import { draftOf, missingInRecord } from './record-draft.ts'
import { Button } from '#ui/form/Button.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import { FieldColumns, FieldGroup } from '#ui/form/Field.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { WordsField } from '#ui/form/WordsField.tsx'
import shared from '../lookback.module.css'
import styles from './item.module.css'

type Props = { readonly item: ItemReply; readonly onClose: () => void; readonly onDone: (message: string) => void }
const RESULTS = LOOKBACK_RESULTS.map((result) => [result, LOOKBACK_RESULT_WORDS[result]] as const)

/** What was found on the spot. It stays in this browser until it has been saved: a reload or a lost connection loses none of it. */
export function RecordForm({ item, onClose, onDone }: Props) {
  const { row, version } = item
  const client = useQueryClient()
  const me = useCurrentUser()
  const draft = useDraft(`bihuan.lookback.${me.id}.${row.id}`, draftOf(item))
  const { value, set } = draft
  const { busy, error, errorAt, run } = useSaving(['found', 'visitedOn', 'visitors'])
  const { result, found, visitedOn, visitors, evidenceIds } = value
  const missing = missingInRecord(value)
  const isStale = value.version !== version
  const save = async () => {
    if (result === '') return
    const form = { result, found, visitedOn, visitors: [...visitors], evidenceIds: evidenceIds as EvidenceId[] }
    const isDone = await run(() => call(recordEndpoint, { itemId: row.id }, form, { version: value.version }))
    if (isDone) draft.clear()
    await client.invalidateQueries({ queryKey: LOOKBACK })
    if (isDone) onDone('结果已登记，等待专班处理')
  }
  return (
    <form
      className={styles['form']}
      aria-label="登记结果"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {error !== undefined && <ErrorBanner message={error} />}
      {isStale ? <Stale by={row.recordedBy} onGoOn={() => draft.set({ version })} /> : <DraftNotice draft={draft} act="保存" />}
      <RadioField label="结果" value={result} options={pairsAsOptions(RESULTS)} onChange={(picked) => set({ result: picked })} />
      <TextArea
        label={result === 'unverifiable' ? '无法核实的原因' : '核查情况'}
        rows={4}
        max={4000}
        value={found}
        error={errorAt('found')}
        onChange={(text) => set({ found: text })}
      />
      <Visit
        day={visitedOn}
        visitors={visitors}
        errorAt={errorAt}
        onDay={(day) => set({ visitedOn: day })}
        onVisitors={(names) => set({ visitors: [...names] })}
      />
      <FieldGroup label="“回头看”材料">
        <EvidencePicker
          matterId={row.matterId}
          purpose="lookback"
          multiple
          value={evidenceIds as EvidenceId[]}
          onChange={(ids) => set({ evidenceIds: ids })}
        />
      </FieldGroup>
      <div className={shared['send']}>
        {missing !== null && <span className="ui-quiet">{missing}</span>}
        <Button disabled={busy} onClick={onClose}>
          收起
        </Button>
        <Button type="submit" variant="primary" disabled={missing !== null || isStale || busy}>
          {busy ? '正在保存…' : '保存结果'}
        </Button>
      </div>
    </form>
  )
}

type VisitProps = {
  readonly day: string
  readonly visitors: readonly string[]
  readonly errorAt: (field: string) => string | undefined
  readonly onDay: (day: string) => void
  readonly onVisitors: (names: readonly string[]) => void
}

/** When, and who went. */
const Visit = ({ day, visitors, errorAt, onDay, onVisitors }: VisitProps) => (
  <FieldColumns>
    <DayField label="核查日期" value={day} error={errorAt('visitedOn')} onChange={(picked) => onDay(picked ?? '')} clearable={false} />
    <WordsField label="核查人员" error={errorAt('visitors')} help="每填一人按回车，也可用顿号隔开" value={visitors} onChange={onVisitors} />
  </FieldColumns>
)

/** Somebody else has recorded or reassigned it meanwhile: what stands above is the newest. */
const Stale = ({ by, onGoOn }: { readonly by: string | null; readonly onGoOn: () => void }) => (
  <NoticeBand shape="diamond" tone="warn" act={<Button onClick={onGoOn}>已核对，继续</Button>}>
    这一项在您填写之后有改动{by !== null && `（最近由 ${by} 登记）`}，最新内容见上方；您填写的内容都还在。
  </NoticeBand>
)
