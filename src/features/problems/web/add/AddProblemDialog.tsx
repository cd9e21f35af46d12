import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { inspectionsQuery } from '#features/org/web/org-queries.ts'
import { SourceId } from '#kernel/rooms/org.ts'
import { call } from '#ui/api-client.ts'
import { useRemembered } from '#ui/useRemembered.ts'
import { addProblemEndpoint } from '../../tree.contract.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { type Saving, useSaving } from '#ui/form/useSaving.ts'
import { PROBLEMS } from '../problem-queries.ts'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { optionsOf } from '#ui/form/options.ts'
import { TextArea, TextField } from '#ui/form/TextField.tsx'

const FIELDS = [
  ['wording', '问题原文', 4],
  ['task', '整改任务', 2],
  ['point', '具体点位', 0],
  ['region', '属地', 0],
  ['target', '整改目标', 2],
  ['deadline', '整改时限', 0],
  ['upstreamNo', '上级编号', 0],
] as const
const LEVELS = optionsOf({ problem: '问题（区级台账的一行）', item: '上级原文（再由它分解出问题）' })
type Key = (typeof FIELDS)[number][0]
type Form = Partial<Record<Key, string>> & { readonly source?: string; readonly level?: 'item' | 'problem' }
type FieldsProps = { readonly form: Form; readonly put: (change: Form) => void }
const isForm = (value: unknown): value is Form => typeof value === 'object' && value !== null

/** One line by hand. What is typed survives a reload until it is saved. */
export function AddProblemDialog({ onClose }: { readonly onClose: () => void }) {
  const [form, setForm] = useRemembered<Form>(`draft.${useCurrentUser().id}.problems.add`, {}, isForm)
  const navigate = useNavigate()
  const client = useQueryClient()
  const { busy, error, errorAt, run } = useSaving(FIELDS.map(([key]) => key))
  const save = async () => {
    await run(async () => {
      const { source, level = 'problem', ...facts } = form
      const { id } = await call(addProblemEndpoint, {}, { level, sourceId: SourceId.parse(source), ...facts })
      setForm({})
      onClose()
      void navigate({ to: '/problems/$problemId', params: { problemId: id } })
    })
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  const isIncomplete = !isEnough(form)
  return (
    <Dialog title="新增问题" okText="保存" disabled={isIncomplete} busy={busy} error={error} onOk={() => void save()} onClose={onClose}>
      <Where form={form} put={(change) => setForm({ ...form, ...change })} />
      <Facts form={form} put={(change) => setForm({ ...form, ...change })} errorAt={errorAt} />
      {isIncomplete && <p className="ui-quiet">请选择问题来源，并填写问题原文或整改任务。</p>}
    </Dialog>
  )
}

const isEnough = ({ source, wording = '', task = '' }: Form) => Boolean(source) && `${wording}${task}`.trim() !== ''

/** Which inspection it comes from, and what it is in the tree. */
function Where({ form, put }: FieldsProps) {
  const sources = useQuery(inspectionsQuery).data?.sources ?? []
  return (
    <>
      <ChoiceField
        label="问题来源"
        options={sources.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.source}
        onChange={(source) => put({ source: source ?? '' })}
      />
      <ChoiceField
        label="层级"
        clearable={false}
        options={LEVELS}
        value={form.level ?? 'problem'}
        onChange={(level) => put({ level: level ?? 'problem' })}
      />
    </>
  )
}

const Facts = ({ form, put, errorAt }: FieldsProps & Pick<Saving, 'errorAt'>) =>
  FIELDS.map(([key, words, rows]) => {
    const field = { label: words, value: form[key] ?? '', error: errorAt(key), onChange: (text: string) => put({ [key]: text }) }
    return rows > 0 ? <TextArea key={key} {...field} rows={rows} /> : <TextField key={key} {...field} />
  })
