import { type FormEvent, useState } from 'react'
import { PopoverButton, useClosePopover } from '../feedback/Popover.tsx'
import '../parts.css'

export type SavedView = { readonly id: string; readonly name: string }
type Props = {
  readonly views: readonly SavedView[]
  readonly current?: string | undefined
  /** The filters now differ from the chosen view's. */
  readonly changed?: boolean
  /** undefined: back to everything. */
  readonly onChoose: (id: string | undefined) => void
  readonly onSave: (name: string) => void
  /** Overwrites the chosen view with the present filters; without it only a new name can be saved. */
  readonly onUpdate?: (id: string) => void
  readonly onRename: (id: string, name: string) => void
  readonly onDelete: (id: string) => void
}

const LONGEST = 30

/** One's own named filters: choose, save, rename, delete. */
export function SavedViews(props: Props) {
  const { views, current, changed = false } = props
  const name = views.find((view) => view.id === current)?.name ?? '全部'
  return (
    <PopoverButton label="我的视图" className="ui-btn" content={<Choices {...props} />}>
      视图：{name}
      {changed && '（已改动）'} <span aria-hidden="true">▾</span>
    </PopoverButton>
  )
}

function Choices({ views, current, changed = false, onChoose, onSave, onUpdate, onRename, onDelete }: Props) {
  const onDone = useClosePopover()
  const choose = (id: string | undefined) => {
    onChoose(id)
    onDone()
  }
  const chosen = views.find((view) => view.id === current)
  return (
    <>
      <ul className="ui-views">
        <li aria-current={current === undefined}>
          <button type="button" className="name" onClick={() => choose(undefined)}>
            全部
          </button>
        </li>
        {views.map((view) => (
          <View key={view.id} view={view} isCurrent={view.id === current} onChoose={choose} onRename={onRename} onDelete={onDelete} />
        ))}
      </ul>
      <div className="ui-foot">
        {chosen && changed && onUpdate && (
          <p style={{ margin: '0 0 8px' }}>
            <button type="button" className="ui-btn" onClick={() => (onUpdate(chosen.id), onDone())}>
              用现在的筛选更新“{chosen.name}”
            </button>
          </p>
        )}
        <NameForm label="把现在的筛选存为视图" act="保存" onName={(name) => (onSave(name), onDone())} />
      </div>
    </>
  )
}

type ViewProps = Pick<Props, 'onRename' | 'onDelete'> & {
  readonly view: SavedView
  readonly isCurrent: boolean
  readonly onChoose: (id: string) => void
}
function View({ view, isCurrent, onChoose, onRename, onDelete }: ViewProps) {
  const [doing, setDoing] = useState<'rename' | 'delete'>()
  if (doing === 'rename')
    return (
      <li>
        <NameForm
          label={`“${view.name}”的新名称`}
          act="改名"
          initial={view.name}
          onName={(name) => {
            onRename(view.id, name)
            setDoing(undefined)
          }}
        />
      </li>
    )
  return (
    <li aria-current={isCurrent}>
      <button type="button" className="name" onClick={() => onChoose(view.id)}>
        {view.name}
      </button>
      {doing === 'delete' ? (
        <>
          <button type="button" className="ui-link" onClick={() => onDelete(view.id)}>
            确定删除
          </button>
          <button type="button" className="ui-link" onClick={() => setDoing(undefined)}>
            不删
          </button>
        </>
      ) : (
        <>
          <button type="button" className="ui-link" onClick={() => setDoing('rename')}>
            改名
          </button>
          <button type="button" className="ui-link" onClick={() => setDoing('delete')}>
            删除
          </button>
        </>
      )}
    </li>
  )
}

type NameProps = { readonly label: string; readonly act: string; readonly initial?: string; readonly onName: (name: string) => void }
function NameForm({ label, act, initial = '', onName }: NameProps) {
  const [name, setName] = useState(initial)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onName(name.trim())
  }
  return (
    <form className="ui-row" onSubmit={submit}>
      <input
        className="ui-input"
        style={{ flex: 1, minWidth: 0 }}
        aria-label={label}
        placeholder={label}
        maxLength={LONGEST}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="ui-btn" disabled={name.trim() === ''}>
        {act}
      </button>
    </form>
  )
}
