import { useQuery } from '@tanstack/react-query'
import { ROLE_WORDS } from '#kernel/roles.ts'
import { NoticeBand } from '#ui/feedback/states.tsx'
import { useCan } from '../current-user.ts'
import { peopleQuery } from '../org-queries.ts'
import styles from './PeoplePage.module.css'

const WATCHING = ['security_admin', 'audit_admin'] as const

/** Which of the other two administrators nobody is yet who could log in; undefined while that is not known, and for all but the system admin. */
export function useAdminsMissing(): readonly (typeof WATCHING)[number][] | undefined {
  const enabled = useCan('org.save-account')
  const [security, audit] = [
    useQuery({ ...peopleQuery({ role: WATCHING[0], size: 200 }), enabled }).data,
    useQuery({ ...peopleQuery({ role: WATCHING[1], size: 200 }), enabled }).data,
  ]
  if (!security || !audit) return undefined
  const isThere = { security_admin: security, audit_admin: audit }
  return WATCHING.filter((role) => !isThere[role].rows.some(({ account }) => account === 'active'))
}

/** The system admin's next act until all three administrators are there. */
export function AdminsMissing() {
  const missing = useAdminsMissing()
  if (!missing || missing.length === 0) return null
  const who = missing.map((role) => ROLE_WORDS[role]).join('、')
  return (
    <div className={styles['notice']}>
      <NoticeBand shape="triangle" tone="warn">
        还没有能登录的{who}。请各指定一人（不兼任其他角色）：新增人员 → 开通账号 → 授予角色。
        {missing.includes('security_admin')
          ? '在此之前，角色暂由系统管理员授予，每次都有记录；安全管理员到任后，角色只由其授予。'
          : '在此之前，审计记录照常留存，但没有人查看。'}
      </NoticeBand>
    </div>
  )
}
