import { useState } from 'react'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { Preview } from '../../intake.contract.ts'
import { ColumnCell } from './ColumnCell.tsx'
import { type ShownColumn, shownColumns } from './choice-edits.ts'
import { Sealing } from './Sealing.tsx'
import { OtherRows, Totals } from './OtherRows.tsx'
import { issueWords, joined } from '../receipt/outcome-words.ts'
import { columnCounts, kindWords, whyNotTaken } from './table-words.ts'
import type { ChoicesState } from './useChoices.ts'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './preview.module.css'
import shared from '../intake.module.css'

type Table = Preview['tables'][number]
type Props = { readonly no: number; readonly tables: readonly Table[]; readonly choices: ChoicesState }

/** What every column was taken for, to be corrected; whole tables can be left out. */
export function TableStep({ no, tables, choices }: Props) {
  const some = tables.some(({ importable }) => importable)
  return (
    <section className={shared['box']} aria-labelledby="in-tables">
      <header>
        <h2 id="in-tables">
          <span className={styles['no']}>{no}</span>各列认成了什么
        </h2>
        <span className="ui-quiet">共 {tables.length} 张表；认错的请改，改后自动重新核对</span>
      </header>
      {tables
        .toSorted((a, b) => Number(b.importable) - Number(a.importable))
        .map((table) => (
          <TablePart key={table.table} table={table} isOneOfMany={tables.length > 1} isOpen={table.importable || !some} choices={choices} />
        ))}
    </section>
  )
}

type PartProps = { readonly table: Table; readonly isOneOfMany: boolean; readonly isOpen: boolean; readonly choices: ChoicesState }

function TablePart({ table, isOneOfMany, isOpen, choices }: PartProps) {
  const leftOut = choices.now.tables?.find((one) => one.table === table.table)?.leftOut ?? false
  const why = whyNotTaken(table)
  return (
    <details className={styles['table']} open={isOpen}>
      <Summary table={table} isOneOfMany={isOneOfMany} why={why} leftOut={leftOut} />
      {why === undefined ? (
        <CheckboxField
          className={styles['leave']}
          label="导入这张表"
          value={!leftOut}
          onChange={(on) => choices.edit({ on: 'left-out', table: table.table, leftOut: !on })}
        />
      ) : (
        <p className={styles['reason']} data-tone="info">
          <StatusIcon shape="diamond" tone="info" />
          <span>{why}</span>
        </p>
      )}
      {!leftOut && (
        <>
          <Sealing sealing={table.sealing} />
          <Totals totals={table.totals} />
          <Issues issues={table.issues.filter(({ message }) => !table.totals.some(({ differs }) => differs.includes(message)))} />
          <Columns table={table} columns={shownColumns(table, choices.now)} edit={choices.edit} />
          <OtherRows table={table} />
        </>
      )}
    </details>
  )
}

type SummaryProps = Pick<PartProps, 'table' | 'isOneOfMany'> & { readonly why: string | undefined; readonly leftOut: boolean }
const Summary = ({ table: { kind, title, sheet, rows }, isOneOfMany, why, leftOut }: SummaryProps) => (
  <summary>
    <b>{kindWords(kind)}</b> <span className={styles['title']}>{title ?? '（无标题）'}</span>{' '}
    <span className="ui-quiet">
      {isOneOfMany && sheet !== null && `工作表“${sheet}”，`}
      {rows} 行{why !== undefined && '，不导入'}
      {leftOut && '，已选择不导入'}
    </span>
  </summary>
)

const WAYS = { all: '全部', taken: '已认出', left: '不导入', corrected: '已更正' } as const
type Way = keyof typeof WAYS
const FITS: Readonly<Record<Way, (column: ShownColumn) => boolean>> = {
  all: () => true,
  taken: ({ field }) => field !== null,
  left: ({ field }) => field === null,
  corrected: ({ corrected }) => corrected,
}

type ColumnsProps = { readonly table: Table; readonly columns: readonly ShownColumn[]; readonly edit: ChoicesState['edit'] }

function Columns({ table, columns, edit }: ColumnsProps) {
  const [way, setWay] = useState<Way>('all')
  const counts = columnCounts({ columns: [...columns] })
  return (
    <>
      <div className={styles['ways']} role="group" aria-label="筛选列">
        {(Object.keys(WAYS) as Way[]).map((key) => (
          <Button key={key} pressed={way === key} onClick={() => setWay(key)}>
            {WAYS[key]} <b>{counts[key]}</b>
          </Button>
        ))}
      </div>
      <ol className={styles['columns']}>
        {columns.filter(FITS[way]).map((column) => (
          <ColumnCell
            key={column.index}
            column={column}
            onField={(field) => edit({ on: 'column', table: table.table, column: column.index, field })}
          />
        ))}
      </ol>
    </>
  )
}

const FEW = 5
/** More the server does not send. */
const MOST = 200

function Issues({ issues }: { readonly issues: Table['issues'] }) {
  const [whole, setWhole] = useState(false)
  if (issues.length === 0) return null
  const messages = joined(issues.map(issueWords))
  return (
    <div className={styles['issues']} data-tone="warn">
      <ul>
        {(whole ? messages : messages.slice(0, FEW)).map((words) => (
          <li key={words}>
            <StatusIcon shape="diamond" tone="warn" />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {messages.length > FEW && (
        <Button variant="text" onClick={() => setWhole(!whole)}>
          {whole ? '收起' : `全部 ${messages.length} 条${issues.length >= MOST ? '以上' : ''}提示`}
        </Button>
      )}
    </div>
  )
}
