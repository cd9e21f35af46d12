import { useState } from 'react'
import { PopoverButton } from '../feedback/Popover.tsx'
import { Button } from '../form/Button.tsx'
import { ChoiceField } from '../form/ChoiceField.tsx'
import { TextField } from '../form/TextField.tsx'
import { lastPage } from '../list/Pager.tsx'
import type { LedgerProps } from './types.ts'

type Props<Row> = LedgerProps<Row> & { readonly picked: number; readonly note: string; readonly narrow: boolean }

const SIZES = [50, 100, 200]
const NOBODY: ReadonlySet<string> = new Set()

/** Below the table: what is ticked, what just happened, and the pages. */
export function Foot<Row>(props: Props<Row>) {
  const { picked, note, narrow, bulk, onSelection, rows, selection, rowId } = props
  const here = selection ? rows.filter((row) => selection.has(rowId(row))).length : 0
  return (
    <div className="lg-foot ui-no-print">
      {picked > 0 && (
        <div className="lg-picked">
          <b>已选 {picked} 项</b>
          {here < picked && <span className="ui-quiet">（本页 {here} 项）</span>}
          {bulk}
          <Button variant="text" onClick={() => onSelection?.(NOBODY)}>
            取消选择
          </Button>
        </div>
      )}
      <div className="lg-note" role="status">
        {note}
      </div>
      {!narrow && <KeyHelp more={props.moreKeys} />}
      {isCounted(props) && <Pages {...props} />}
    </div>
  )
}

/** Before the first answer nobody knows how many there are. */
const isCounted = <Row,>({ rows, loading = false, error }: Props<Row>) => rows.length > 0 || (!loading && error === undefined)

function Pages<Row>({ total, isMore = false, page, pageSize, rows, onPage, narrow, loading = false }: Props<Row>) {
  const last = lastPage(total, pageSize, isMore)
  const first = (page - 1) * pageSize + 1
  return (
    <nav className="lg-pages" aria-label="分页">
      <span>
        <Total total={total} isMore={isMore} />
        {rows.length > 0 && last > 1 && !loading && `，本页第 ${first}–${first + rows.length - 1} 项`}
      </span>
      {last > 1 && (
        <>
          <Button disabled={page <= 1} onClick={() => onPage(page - 1, pageSize)}>
            上一页
          </Button>
          <PageField key={page} page={page} last={last} onPage={(to) => onPage(to, pageSize)} />
          <Button disabled={page >= last} onClick={() => onPage(page + 1, pageSize)}>
            下一页
          </Button>
        </>
      )}
      {!narrow && total > Math.min(...SIZES) && (
        <ChoiceField
          label="每页项数"
          labelHidden
          plain
          clearable={false}
          options={[...new Set([...SIZES, pageSize])].map((size) => ({ value: String(size), label: `每页 ${size} 项` }))}
          value={String(pageSize)}
          onChange={(size) => onPage(1, Number(size))}
        />
      )}
    </nav>
  )
}

const Total = ({ total, isMore }: { readonly total: number; readonly isMore: boolean }) => (
  <>
    {isMore ? '超过' : '共'} <b>{total}</b> 项{isMore && '，再加几个词可以缩小范围'}
  </>
)

function PageField({ page, last, onPage }: { readonly page: number; readonly last: number; readonly onPage: (page: number) => void }) {
  const [text, setText] = useState(String(page))
  const go = () => {
    const to = Math.max(1, Math.min(last, Math.trunc(Number(text)) || page))
    setText(String(to))
    if (to !== page) onPage(to)
  }
  return (
    <>
      <TextField
        label="页码"
        labelHidden
        className="lg-pageno"
        inputMode="numeric"
        value={text}
        onChange={setText}
        onBlur={go}
        onEnter={go}
      />
      / {last}
    </>
  )
}

const KEYS: readonly (readonly [string, string])[] = [
  ['↑ ↓ ← →', '移动光标；加 Shift 选块，加 Ctrl 到边'],
  ['回车 / 双击', '打开这一项'],
  ['空格', '勾选或取消所在行（选块时为整块各行）'],
  ['Ctrl+C', '复制所选单元格，可直接贴入 WPS、Excel'],
  ['Ctrl+V', '把表格内容贴入可修改的列'],
  ['Ctrl+D', '向下填充'],
  ['Ctrl+A', '选整页'],
  ['Home End', '行首、行尾；加 Ctrl 到首行、末行'],
  ['PgUp PgDn', '上下一屏'],
  ['F2', '进入单元格里的按钮，Esc 返回'],
  ['Esc', '收起选块、取消勾选'],
]

const KeyHelp = ({ more = [] }: { readonly more?: LedgerProps<never>['moreKeys'] }) => (
  <PopoverButton
    label="表格快捷键"
    variant="text"
    className="lg-help"
    content={
      <dl className="lg-keys">
        {[...KEYS, ...more].map(([keys, what]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    }
  >
    快捷键
  </PopoverButton>
)
