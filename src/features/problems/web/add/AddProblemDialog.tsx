import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { inspectionsQuery } from '#features/org/web/org-queries.ts'
import { SourceId } from '#kernel/rooms/org.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { useRemembered } from '#ui/useRemembered.ts'
import { addProblemEndpoint } from '../../tree.contract.ts'
import { useAct } from '../problem/useAct.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'

const FIELDS = [
  ['wording', '问题原文', 4],
  ['task', '整改任务', 2],
  ['point', '具体点位', 0],
  ['region', '属地', 0],
  ['target', '整改目标', 2],
  ['deadline', '整改时限', 0],
  ['upstreamNo', '上级编号', 0],
] as const
type Key = (typeof FIELDS)[number][0]
type Form = Partial<Record<Key, string>> & { readonly source?: string; readonly level?: 'item' | 'problem' }
type FieldsProps = { readonly form: Form; readonly put: (change: Form) => void }
const isForm = (value: unknown): value is Form => typeof value === 'object' && value !== null

/** One line by hand. What is typed survives a reload until it is saved. */
export function AddProblemDialog({ onClose }: { readonly onClose: () => void }) {
  const [form, setForm] = useRemembered<Form>('problems.add', {}, isForm)
  const navigate = useNavigate()
  const { refused, busy, run } = useAct()
  const save = () =>
    run(async () => {
      const { source, level = 'problem', ...facts } = form
      const { id } = await call(addProblemEndpoint, {}, { level, sourceId: SourceId.parse(source), ...facts })
      setForm({})
      onClose()
      void navigate({ to: '/problems/$problemId', params: { problemId: id } })
    })
  const isIncomplete = !isEnough(form)
  return (
    <Dialog title="新增问题" okText="保存" disabled={isIncomplete} busy={busy} onOk={() => void save()} onClose={onClose}>
      <div className="pb-fill">
        {refused !== undefined && <ErrorBanner message={refused} />}
        <Where form={form} put={(change) => setForm({ ...form, ...change })} />
        <Facts form={form} put={(change) => setForm({ ...form, ...change })} />
        {isIncomplete && <p className="ui-quiet">请选择问题来源，并填写问题原文或整改任务。</p>}
      </div>
    </Dialog>
  )
}

const isEnough = ({ source, wording = '', task = '' }: Form) => Boolean(source) && `${wording}${task}`.trim() !== ''

/** Which inspection it comes from, and what it is in the tree. */
function Where({ form, put }: FieldsProps) {
  const sources = useQuery(inspectionsQuery).data?.sources ?? []
  return (
    <>
      <label className="pb-field">
        <span>问题来源</span>
        <select className="ui-input" value={form.source ?? ''} onChange={(event) => put({ source: event.target.value })}>
          <option value="">请选择</option>
          {sources.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="pb-field">
        <span>层级</span>
        <select
          className="ui-input"
          value={form.level ?? 'problem'}
          onChange={(event) => put({ level: event.target.value === 'item' ? 'item' : 'problem' })}
        >
          <option value="problem">问题（区级台账的一行）</option>
          <option value="item">上级原文（再由它分解出问题）</option>
        </select>
      </label>
    </>
  )
}

const Facts = ({ form, put }: FieldsProps) =>
  FIELDS.map(([key, words, rows]) => (
    <label key={key} className="pb-field">
      <span>{words}</span>
      {rows > 0 ? (
        <textarea className="ui-input" rows={rows} value={form[key] ?? ''} onChange={(event) => put({ [key]: event.target.value })} />
      ) : (
        <input className="ui-input" value={form[key] ?? ''} onChange={(event) => put({ [key]: event.target.value })} />
      )}
    </label>
  ))
