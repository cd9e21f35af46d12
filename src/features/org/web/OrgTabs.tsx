import { Link } from '@tanstack/react-router'
import styles from './OrgTabs.module.css'

const TABS = [
  { to: '/org/people', words: '人员' },
  { to: '/org/units', words: '单位' },
  { to: '/org/names', words: '已认得的名称' },
]

/** The three pages about who is who. */
export const OrgTabs = () => (
  <nav className={styles['tabs']} aria-label="组织与人员">
    {TABS.map(({ to, words }) => (
      <Link key={to} to={to} activeProps={{ className: styles['active'] }}>
        {words}
      </Link>
    ))}
  </nav>
)
