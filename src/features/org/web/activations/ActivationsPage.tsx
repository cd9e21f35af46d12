import { useQuery } from '@tanstack/react-query'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { OrgTabs } from '../OrgTabs.tsx'
import { activationsQuery } from '../org-queries.ts'
import { ActivationItem } from './ActivationItem.tsx'
import styles from './activations.module.css'

/** What one administrator changed of accounts and roles and another has to activate. */
export function ActivationsPage() {
  const { data, error, refetch } = useQuery(activationsQuery)
  const retry = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={retry} /> : <ProgressBar text="正在读取待启用的变更" />
  return (
    <>
      <OrgTabs />
      <PageHeader title="待启用" about="系统、安全、审计管理员到齐后，一人提交的账号和角色变更，由另一人启用后才生效。" />
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={retry} />}
      {data.length === 0 ? (
        <EmptyState title="没有等待启用的变更">
          <p>开通账号、授予角色、重置密码、改变登录方式之后，会列在这里，等另一名管理员启用。</p>
        </EmptyState>
      ) : (
        <ul className={styles['list']}>
          {data.map((activation) => (
            <ActivationItem key={activation.id} activation={activation} withPerson />
          ))}
        </ul>
      )}
    </>
  )
}
