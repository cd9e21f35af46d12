import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCan } from '#features/org/web/current-user.ts'
import { download, saveDownload } from '#ui/api-client.ts'
import { EmptyState } from '#ui/feedback/states.tsx'
import { toast } from '#ui/feedback/Toast.tsx'
import { Button } from '#ui/form/Button.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { useListPage } from '#ui/list/useListPage.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { AuditFilter, auditExportEndpoint } from '../../audit.contract.ts'
import { RecordPages } from '../RecordList.tsx'
import styles from '../history.module.css'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditTable } from './AuditTable.tsx'
import { Verifications } from './Verifications.tsx'
import { auditQuery } from './audit-queries.ts'

const LIST = { filter: AuditFilter, sorts: [] } as const

/** Who did what, from where, and what was refused; nothing here can be changed or removed. */
export const AuditPage = () =>
  useCan('audit.view') ? (
    <Audit />
  ) : (
    <EmptyState title="审计记录由审计管理员和安全管理员查看">
      <p>问题的办理经过，请看问题页下方的记录。</p>
    </EmptyState>
  )

function Audit() {
  const { state, setFilter, isFiltered, clear } = useListPage(LIST)
  const isWhole = useCan('audit.export')
  const mayVerify = useCan('audit.verify')
  const filter = AuditFilter.parse(state.filter)
  const found = useInfiniteQuery(auditQuery(filter))
  return (
    <div className={styles['page']}>
      <PageHeader title="审计" about={isWhole ? WHOLE : WATCHED}>
        {isWhole && <ExportButton filter={filter} />}
      </PageHeader>
      {mayVerify && <Verifications />}
      <AuditFilters filter={state.filter} onChange={(change) => setFilter(change, true)} onClear={isFiltered ? clear : undefined} />
      <RecordPages found={found} reading="正在读取审计记录">
        {(entries) => <AuditTable entries={entries} nothing={<Nothing isFiltered={isFiltered} onClear={clear} />} />}
      </RecordPages>
    </div>
  )
}

const WHOLE = '登录、退出、被拒绝的访问、导出下载、权限和设置的变动、系统运行，依次入链，长期保存，任何人不能修改或删除'
const WATCHED = '审计管理员的操作由安全管理员查看；其他人的操作由审计管理员查看'

function ExportButton({ filter }: { readonly filter: AuditFilter }) {
  const client = useQueryClient()
  const { busy, error, run } = useSaving()
  const save = () =>
    run(async () => {
      saveDownload(await download(auditExportEndpoint, {}, filter))
      toast('已导出，本次导出已记入审计记录')
      await client.invalidateQueries({ queryKey: ['audit'] })
    })
  return (
    <>
      <Button loading={busy} onClick={() => void save()}>
        导出当前筛选
      </Button>
      {error && (
        <span role="alert" className={styles['failed']}>
          {error}
        </span>
      )}
    </>
  )
}

const Nothing = ({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) =>
  isFiltered ? (
    <EmptyState title="没有符合条件的审计记录">
      <Button onClick={onClear}>清除条件</Button>
    </EmptyState>
  ) : (
    <EmptyState title="还没有审计记录">
      <p>有人登录、被拒绝访问、导出文件，或者权限、设置有变动时，会列在这里。</p>
    </EmptyState>
  )
