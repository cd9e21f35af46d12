import { PopoverButton } from '../feedback/Popover.tsx'
import { Button } from '../form/Button.tsx'
import { CheckboxField } from '../form/RadioField.tsx'
import type { LedgerProps } from './types.ts'

type Props<Row> = LedgerProps<Row> & { readonly wrap: boolean; readonly onWrap: (wrap: boolean) => void; readonly narrow: boolean }

/** Above the table: the page's own tools on the left, the table's on the right. */
export function Bar<Row>(props: Props<Row>) {
  const { tools, wrap, onWrap, narrow, onVisibleKeys } = props
  if (narrow) return tools ? <div className="lg-bar ui-no-print">{tools}</div> : null
  return (
    <div className="lg-bar ui-no-print">
      <div className="lg-tools">{tools}</div>
      <Button pressed={wrap} onClick={() => onWrap(!wrap)} title="长文字换行显示，或每行只占一行">
        换行
      </Button>
      {onVisibleKeys && <ColumnChoice {...props} onVisibleKeys={onVisibleKeys} />}
    </div>
  )
}

function ColumnChoice<Row>({ columns, visibleKeys, onVisibleKeys }: Props<Row> & Required<Pick<LedgerProps<Row>, 'onVisibleKeys'>>) {
  const free = columns.filter((column) => !column.frozen)
  const isShown = (key: string) => !visibleKeys || visibleKeys.includes(key)
  const hidden = free.filter((column) => !isShown(column.key)).length
  const toggle = (key: string) =>
    onVisibleKeys(columns.filter((column) => (column.key === key ? !isShown(key) : isShown(column.key))).map((column) => column.key))
  const content = (
    <>
      <h4>显示哪些列</h4>
      <div className="lg-choice">
        {free.map((column) => (
          <CheckboxField
            key={column.key}
            label={column.title}
            note={column.group}
            value={isShown(column.key)}
            onChange={() => toggle(column.key)}
          />
        ))}
      </div>
      <div className="lg-choice-foot">
        <Button variant="text" onClick={() => onVisibleKeys(undefined)}>
          恢复默认
        </Button>
      </div>
    </>
  )
  return (
    <PopoverButton label="显示哪些列" variant="default" content={content}>
      列{hidden > 0 && `（隐藏 ${hidden}）`}
    </PopoverButton>
  )
}
