import { Link } from '@tanstack/react-router'
import { useCan } from './current-user.ts'
import styles from './OrgTabs.module.css'

const TABS = [
  { to: '/org/people', words: '人员' },
  { to: '/org/units', words: '单位' },
  { to: '/org/names', words: '已认得的名称' },
]

/** The pages about who is who; what waits to be activated is for administrators. */
export function OrgTabs() {
  const mayActivate = useCan('org.activate')
  const tabs = mayActivate ? [...TABS, { to: '/org/activations', words: '待启用' }] : TABS
  return (
    <nav className={styles['tabs']} aria-label="组织与人员">
      {tabs.map(({ to, words }) => (
        <Link key={to} to={to} activeProps={{ className: styles['active'] }}>
          {words}
        </Link>
      ))}
    </nav>
  )
}
