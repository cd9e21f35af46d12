import { type FormEvent, useState } from 'react'
import { PopoverButton, useClosePopover } from '../feedback/Popover.tsx'
import { Button } from '../form/Button.tsx'
import { PlainButton } from '../form/PlainButton.tsx'
import { TextField } from '../form/TextField.tsx'
import styles from './list.module.css'

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
    <PopoverButton label="我的视图" variant="default" content={<Choices {...props} />}>
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
      <ul className={styles['views']}>
        <li aria-current={current === undefined}>
          <PlainButton className={styles['view']} onClick={() => choose(undefined)}>
            全部
          </PlainButton>
        </li>
        {views.map((view) => (
          <View key={view.id} view={view} isCurrent={view.id === current} onChoose={choose} onRename={onRename} onDelete={onDelete} />
        ))}
      </ul>
      <div className={styles['foot']}>
        {chosen && changed && onUpdate && <Button onClick={() => (onUpdate(chosen.id), onDone())}>用现在的筛选更新“{chosen.name}”</Button>}
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
      <PlainButton className={styles['view']} onClick={() => onChoose(view.id)}>
        {view.name}
      </PlainButton>
      {doing === 'delete' ? (
        <>
          <Button variant="text" onClick={() => onDelete(view.id)}>
            确定删除
          </Button>
          <Button variant="text" onClick={() => setDoing(undefined)}>
            不删
          </Button>
        </>
      ) : (
        <>
          <Button variant="text" onClick={() => setDoing('rename')}>
            改名
          </Button>
          <Button variant="text" onClick={() => setDoing('delete')}>
            删除
          </Button>
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
    <form className={styles['name']} onSubmit={submit}>
      <TextField label={label} labelHidden className={styles['typed']} placeholder={label} max={LONGEST} value={name} onChange={setName} />
      <Button type="submit" disabled={name.trim() === ''}>
        {act}
      </Button>
    </form>
  )
}
