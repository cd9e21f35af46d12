import { useState } from 'react'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import type { ScopedValue, Setting } from '../../settings.contract.ts'
import { heldWords, madeWords, scopeWords } from './setting-words.ts'
import styles from './settings.module.css'

type Props = {
  readonly setting: Setting
  readonly mayEdit: boolean
  readonly onOpen: (window: 'edit' | 'take-back' | 'versions', at: ScopedValue) => void
}
const FEW = 5

/** What holds otherwise than for the place, scope by scope; those taken back stand behind a button. */
export function ScopedValues({ setting, mayEdit, onOpen }: Props) {
  const [isWhole, setIsWhole] = useState(false)
  const inForce = setting.scoped.filter(({ state }) => state !== 'inherited')
  const shown = isWhole ? setting.scoped : inForce.slice(0, FEW)
  const hidden = setting.scoped.length - shown.length
  return (
    <>
      {shown.length > 0 && (
        <DataTable label="单独设置" columns={columnsOf({ setting, mayEdit, onOpen })} rows={shown} rowId={({ scope }) => scope} />
      )}
      {(hidden > 0 || isWhole) && (
        <Button variant="text" expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? '收起' : hiddenWords(inForce.length - shown.length, setting.scoped.length - inForce.length)}
        </Button>
      )}
    </>
  )
}

const hiddenWords = (more: number, ended: number) =>
  `展开${[more > 0 && `其余 ${more} 处单独设置`, ended > 0 && `已取消的 ${ended} 处`].filter(Boolean).join('、')}`

const columnsOf = ({ setting, mayEdit, onOpen }: Props): TableColumn<ScopedValue>[] => [
  { key: 'scope', title: '单独设置于', width: '34%', isName: true, render: scopeWords },
  {
    key: 'value',
    title: '值',
    render: (row) =>
      row.state === 'unfit' ? <StatusWord word={heldWords(setting.key, row)} shape="triangle" tone="warn" /> : heldWords(setting.key, row),
  },
  { key: 'made', title: '谁在何时为何设置', width: '28%', render: (row) => <span className="ui-quiet">{madeWords(row.made)}</span> },
  {
    key: 'acts',
    title: '办理',
    width: '172px',
    onCard: 'bare',
    render: (row) => (
      <span className={styles['rowActs']}>
        {mayEdit && (
          <Button variant="text" label={`修改${row.name}的设置`} onClick={() => onOpen('edit', row)}>
            修改
          </Button>
        )}
        {mayEdit && row.state !== 'inherited' && (
          <Button variant="text" label={`取消${row.name}的单独设置`} onClick={() => onOpen('take-back', row)}>
            取消
          </Button>
        )}
        <Button variant="text" label={`${row.name}的历次版本`} onClick={() => onOpen('versions', row)}>
          历次版本
        </Button>
      </span>
    ),
  },
]
