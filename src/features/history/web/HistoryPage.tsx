import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { EmptyState } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { useListPage } from '#ui/list/useListPage.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { HistoryFilter } from '../history.contract.ts'
import { HistoryFilters } from './HistoryFilters.tsx'
import { HistoryTable } from './HistoryTable.tsx'
import { RecordPages } from './RecordList.tsx'
import styles from './history.module.css'
import { historyQuery, newestCheckpointQuery } from './history-queries.ts'

const LIST = { filter: HistoryFilter, sorts: [] } as const

/** Who did what in the district, newest first; nothing here can be changed or removed. */
export function HistoryPage() {
  const { state, setFilter, isFiltered, clear } = useListPage(LIST)
  const found = useInfiniteQuery(historyQuery(HistoryFilter.parse(state.filter)))
  return (
    <div className={styles['page']}>
      <PageHeader title="办理历史" about="每次办理都留下记录，依次入链，任何人不能修改或删除" />
      <NewestCheckpoint />
      <HistoryFilters filter={state.filter} onChange={(change) => setFilter(change, true)} onClear={isFiltered ? clear : undefined} />
      <RecordPages found={found} reading="正在读取办理记录">
        {(entries) => <HistoryTable entries={entries} nothing={<Nothing isFiltered={isFiltered} onClear={clear} />} />}
      </RecordPages>
    </div>
  )
}

/** What to copy down: with it anybody can tell later whether the record was rewritten. */
function NewestCheckpoint() {
  const { data } = useQuery(newestCheckpointQuery)
  if (!data?.line) return null
  return (
    <p className={styles['checkpoint']}>
      <b>{data.line}</b>
      <span className="ui-quiet">抄下或打印留存，日后可凭它核对记录是否被改写</span>
      {data.fingerprint && <span className="ui-quiet">签名公钥指纹 {data.fingerprint}</span>}
    </p>
  )
}

const Nothing = ({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) =>
  isFiltered ? (
    <EmptyState title="没有符合条件的记录">
      <Button onClick={onClear}>清除条件</Button>
    </EmptyState>
  ) : (
    <EmptyState title="还没有办理记录">
      <p>录入单位和人员、导入台账之后，谁在什么时候改了什么都会列在这里。</p>
    </EmptyState>
  )
