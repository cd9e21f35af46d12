import { PageHeader } from '#ui/page/PageHeader.tsx'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { LookbackId, type LookbackItemId } from '#kernel/rooms/lookback.ts'
import { download, saveDownload } from '#ui/api-client.ts'
import { Ledger } from '#ui/ledger/Ledger.tsx'
import type { LedgerHandle } from '#ui/ledger/types.ts'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { useCan } from '#features/org/web/current-user.ts'
import { type ToastMessage, Toast } from '#ui/feedback/Toast.tsx'
import { ItemFilter, type ItemRow, exportItemsEndpoint } from '../../items.contract.ts'
import type { Lookback } from '../../lookback.contract.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { Figures } from './Figures.tsx'
import { ItemDrawer } from '../item/ItemDrawer.tsx'
import { ItemFilters } from './ItemFilters.tsx'
import { ITEM_CARDS, ITEM_COLUMNS } from './item-columns.tsx'
import { type Conditions, ITEM_LIST } from './item-list.ts'
import { lookbackQuery, useItems } from '../lookback-queries.ts'
import { ManageActs } from './ManageActs.tsx'
import { useLastPage, useListPage, useOpenRow } from '#ui/list/useListPage.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './campaign.module.css'

/** One campaign: how far it is, its list, and the item that is being worked on. */
export function LookbackPage() {
  const { lookbackId } = useParams({ strict: false })
  const id = LookbackId.safeParse(lookbackId).data
  if (id === undefined)
    return (
      <EmptyState title="没有这次“回头看”">
        <p>地址不完整，请从“回头看”列表打开。</p>
      </EmptyState>
    )
  return <Campaign lookbackId={id} />
}

function Campaign({ lookbackId }: { readonly lookbackId: LookbackId }) {
  const { data, error, refetch } = useQuery(lookbackQuery(lookbackId))
  const [message, notify] = useState<ToastMessage>()
  const again = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={again} /> : <ProgressBar text="正在读取“回头看”" />
  return (
    <div className={styles['campaign']}>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={again} />}
      <Items lookback={data} notify={notify} />
      <Toast message={message} onClose={() => notify(undefined)} />
    </div>
  )
}

const NOBODY: ReadonlySet<string> = new Set()
const rowIdOf = ({ id }: ItemRow) => id
type ItemsProps = { readonly lookback: Lookback; readonly notify: (message: ToastMessage) => void }

const NO_ROWS = { rows: [], total: 0 } as const satisfies { rows: readonly ItemRow[]; total: number }

/** The list as its address describes it, with what is ticked and in which version each item was last seen. */
function Items({ lookback, notify }: ItemsProps) {
  const page = useListPage(ITEM_LIST)
  const { state, go, setFilter, clear, isFiltered } = page
  const list = useItems(lookback.id, state)
  useLastPage(state, go, list)
  const { rows, total } = list.data ?? NO_ROWS
  const table = useRef<LedgerHandle>(null)
  const [selection, setSelection] = useState(NOBODY)
  const [versions] = useState(() => new Map<string, number>())
  for (const { id, version } of rows) versions.set(id, version)
  const [assigning, setAssigning] = useState<readonly string[]>()
  const manages = useCan('lookback.manage') && lookback.endedOn === null
  const beside = useOpenRow({ state, go, rows, onClosed: () => table.current?.focus() })
  const onDone = (text: string) => {
    setAssigning(undefined)
    setSelection(NOBODY)
    notify({ text })
  }
  const ticks = { selection, onSelection: setSelection, bulk: <Bulk onAssign={() => setAssigning([...selection])} /> }
  const onAssign = manages ? (id: LookbackItemId) => setAssigning([id]) : undefined
  const tools = <ItemFilters filter={state.filter} lookback={lookback} onFilter={setFilter} onClear={isFiltered ? clear : undefined} />
  return (
    <>
      <Heading lookback={lookback} notify={notify} filter={state.filter} />
      <Figures figures={lookback.figures} filter={state.filter} onFilter={setFilter} />
      <Ledger
        name="lookback"
        label="“回头看”清单"
        columns={ITEM_COLUMNS}
        {...page.tableProps}
        rows={rows}
        rowId={rowIdOf}
        total={total}
        loading={list.isFetching}
        error={list.error?.message}
        onRetry={() => void list.refetch()}
        empty={<NoRows filtered={isFiltered} onClear={clear} />}
        onOpen={(row) => beside.open(row.id)}
        cardKeys={ITEM_CARDS}
        tools={tools}
        handle={table}
        {...(manages && ticks)}
      />
      {state.open && (
        <ItemDrawer
          key={state.open}
          itemId={state.open}
          before={beside.before}
          after={beside.after}
          onMove={beside.open}
          onAssign={onAssign}
          notify={notify}
          onClose={beside.close}
        />
      )}
      {assigning && (
        <AssignDialog
          lookbackId={lookback.id}
          items={assigning.map((id) => ({ id: id as LookbackItemId, version: versions.get(id) ?? 0 }))}
          onClose={() => setAssigning(undefined)}
          onDone={onDone}
        />
      )}
    </>
  )
}

const Bulk = ({ onAssign }: { readonly onAssign: () => void }) => <Button onClick={onAssign}>分派</Button>

function NoRows({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (!filtered) return <EmptyState title="没有您可以看到的事项" />
  return (
    <EmptyState title="没有符合条件的事项">
      <Button onClick={onClear}>清除筛选</Button>
    </EmptyState>
  )
}

type HeadingProps = ItemsProps & { readonly filter: Conditions }

function Heading({ lookback, notify, filter }: HeadingProps) {
  const { id, name, startedOn, dueOn, endedOn, by, asOf, scopeWords, note } = lookback
  const state = endedOn === null ? '进行中' : `已于 ${endedOn} 结束`
  const save = async () => {
    try {
      const file = await download(exportItemsEndpoint, { lookbackId: id }, ItemFilter.parse(filter))
      saveDownload(file)
      notify({ text: `已导出：${file.name}` })
    } catch (error) {
      notify({ text: `没有导出：${error instanceof Error ? error.message : '请再试一次'}`, tone: 'alarm' })
    }
  }
  return (
    <div>
      <PageHeader title={name} about={`${startedOn} 至 ${dueOn} · ${state} · 发起人 ${by} · 截至 ${asOf}`}>
        <ManageActs lookback={lookback} notify={notify} />
        <Button onClick={() => void save()}>导出</Button>
      </PageHeader>
      <p className={styles['scope']}>
        {scopeWords.join('　')}
        {note !== null && <span>　说明：{note}</span>}
      </p>
    </div>
  )
}
