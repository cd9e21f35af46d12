import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import type { HistoryFilter } from '../history.contract.ts'
import { HistoryFilters } from './HistoryFilters.tsx'
import { HistoryTable } from './HistoryTable.tsx'
import './history.css'
import { historyQuery } from './history-queries.ts'
import { useHistoryFilter } from './useHistoryFilter.ts'

/** Who did what in the district, newest first; nothing here can be changed or removed. */
export function HistoryPage() {
  const { filter, change, isFiltered, clear } = useHistoryFilter()
  return (
    <div className="hi-page">
      <header className="hi-head">
        <h1>办理历史</h1>
        <span className="ui-quiet">每次办理都留下记录，依次入链，任何人不能修改或删除</span>
      </header>
      <HistoryFilters filter={filter} onChange={change} onClear={isFiltered ? clear : undefined} />
      <Entries filter={filter} nothing={<Nothing isFiltered={isFiltered} onClear={clear} />} />
    </div>
  )
}

function Entries({ filter, nothing }: { readonly filter: HistoryFilter; readonly nothing: ReactNode }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(historyQuery(filter))
  const again = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={again} /> : <ProgressBar text="正在读取办理记录" />
  const entries = data.pages.flatMap((page) => page.entries)
  return (
    <>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={again} />}
      {entries.length === 0 ? nothing : <HistoryTable entries={entries} />}
      {hasNextPage && (
        <p className="hi-older ui-no-print">
          <button type="button" className="ui-btn" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? '正在读取……' : '更早的记录'}
          </button>
        </p>
      )}
    </>
  )
}

const Nothing = ({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) =>
  isFiltered ? (
    <EmptyState title="没有符合条件的记录">
      <button type="button" className="ui-btn" onClick={onClear}>
        清除条件
      </button>
    </EmptyState>
  ) : (
    <EmptyState title="还没有办理记录">
      <p>录入单位和人员、导入台账之后，谁在什么时候改了什么都会列在这里。</p>
    </EmptyState>
  )
