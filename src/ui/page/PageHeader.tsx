import type { ReactNode } from 'react'
import styles from './page.module.css'

type Props = {
  readonly title: ReactNode
  /** What it is for, in one line. */
  readonly about?: ReactNode
  /** What can be done here. */
  readonly children?: ReactNode
}

/** Where a page stands: links to what it belongs to, its own name last. */
export const Crumbs = ({ children }: { readonly children: ReactNode }) => (
  <nav className={`${styles['crumbs']} ui-no-print`} aria-label="位置">
    {children}
  </nav>
)

/** A page's name, what it is for, and what can be done here. */
export const PageHeader = ({ title, about, children }: Props) => (
  <header className={styles['header']}>
    <div>
      <h1>{title}</h1>
      {about && <p className="ui-quiet">{about}</p>}
    </div>
    {children && <div className={`${styles['acts']} ui-no-print`}>{children}</div>}
  </header>
)
