import { useMemo, useRef } from 'react'
import { Ledger } from '#ui/ledger/Ledger.tsx'
import type { LedgerHandle } from '#ui/ledger/types.ts'
import { EmptyState } from '#ui/feedback/states.tsx'
import type { ListedRow } from '../../problems.contract.ts'
import { CellPreview } from '../cells/CellPreview.tsx'
import { Counts } from './Counts.tsx'
import { ExportMenu } from '#ui/list/ExportMenu.tsx'
import { useListExports } from '#ui/rooms.tsx'
import { tagsOf } from './filter-tags.ts'
import { Filters } from './Filters.tsx'
import { FilterTags } from '#ui/list/FilterTags.tsx'
import { useLastPage } from '#ui/list/useListPage.ts'
import { rememberRow } from './last-row.ts'
import { CARD_COLUMNS, ledgerColumns, toneOfRow } from './ledger-columns.tsx'
import { type FilterInput, type FilterKey, useLedgerList } from './ledger-list.ts'
import { LedgerEmpty } from './LedgerEmpty.tsx'
import { useCan, useCurrentUser } from '#features/org/web/current-user.ts'
import { AddProblem } from '../add/AddProblem.tsx'
import { LedgerHeading } from './LedgerHeading.tsx'
import { useLedgerChoices, useLedgerCounts, useLedgerRows } from '../problem-queries.ts'
import { ProblemPanel } from '../problem/ProblemPanel.tsx'
import { useCellEdits, useShownVersions } from '../cells/useCellEdits.ts'
import { useFilling } from '../cells/useFilling.tsx'
import { useLedgerColumns } from './useLedgerColumns.ts'
import { PAGE_KEYS, useLedgerKeys } from './useLedgerKeys.ts'
import { useLedgerPanel } from './useLedgerPanel.ts'
import { useLedgerViews } from './useLedgerViews.ts'
import styles from './LedgerPage.module.css'

const NOTHING = { rows: [] as readonly ListedRow[], total: 0, isMore: false, asOf: undefined }
const withoutKeys = (keys: readonly FilterKey[]): FilterInput => Object.fromEntries(keys.map((key) => [key, undefined]))
const rowIdOf = (row: ListedRow) => row.id

/** The ledger for whoever has one. */
export function LedgerPage() {
  if (useCan('problem.view')) return <ProblemLedger />
  return (
    <EmptyState title="您没有查看台账的权限">
      <p>台账由专班和各责任单位查看；如确需查看，请联系系统管理员授予角色。</p>
    </EmptyState>
  )
}

/** Every problem one may see, found, counted, filled, exported. All of its state stands in the address. */
function ProblemLedger() {
  const page = useLedgerList()
  const { state, filter, go, setFilter, clear } = page
  const { visible, displayed, chosen, choose } = useLedgerColumns(page)
  const list = useLedgerRows(page, displayed)
  const exports = useListExports('problem')
  const counts = useLedgerCounts(filter)
  const choices = useLedgerChoices()
  const { rows, total, isMore, asOf } = list.data ?? NOTHING
  const { actions } = useCurrentUser()
  const canEdit = rows.some(({ allowed }) => allowed.includes('problem.edit'))
  const canReadPhones = actions.includes('org.read-sensitive')
  const columns = useMemo(() => ledgerColumns(canEdit, canReadPhones), [canEdit, canReadPhones])
  const edits = useCellEdits(useShownVersions(rows))
  const views = useLedgerViews(page, chosen)
  const table = useRef<LedgerHandle>(null)
  const search = useRef<HTMLInputElement>(null)
  const panel = useLedgerPanel({ state, go, rows, onClosed: () => table.current?.focus() })
  useLedgerKeys(search)
  useLastPage(state, go, list)
  const tags = tagsOf(filter, choices)
  const filling = useFilling(edits.propose, canEdit)

  return (
    <div className={panel.around ? `${styles['page']} ${styles['withPanel']}` : styles['page']}>
      <LedgerHeading asOf={asOf} total={total} isMore={isMore} rows={rows.length} state={state} tags={tags} views={views}>
        {actions.includes('problem.edit') && <AddProblem />}
        <ExportMenu exports={exports} filter={filter} total={total} />
      </LedgerHeading>
      <Counts counts={counts} filter={filter} slots={choices.mechanism.slots} onFilter={setFilter} />
      <FilterTags tags={tags} onRemove={(keys) => setFilter(withoutKeys(keys))} onClear={clear} />
      <Ledger
        name="problems"
        label="整改台账"
        columns={columns}
        visibleKeys={visible}
        onVisibleKeys={choose}
        {...page.tableProps}
        rows={rows}
        rowId={rowIdOf}
        total={total}
        isMore={isMore}
        loading={list.isFetching}
        error={list.error?.message}
        onRetry={() => void list.refetch()}
        empty={<LedgerEmpty tags={tags} onClear={clear} />}
        cursorRowId={panel.wantedRow}
        onCursorRow={rememberRow}
        onOpen={panel.open}
        toneOf={toneOfRow}
        cardKeys={CARD_COLUMNS}
        moreKeys={PAGE_KEYS}
        tools={<Filters filter={filter} choices={choices} today={asOf} onFilter={setFilter} searchRef={search} />}
        handle={table}
        {...filling.tableProps(rows, columns)}
      />
      {panel.around && <ProblemPanel key={panel.around.problemId} {...panel.around} />}
      {filling.dialog}
      <CellPreview edits={edits} />
    </div>
  )
}
