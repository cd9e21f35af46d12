import type { ReactNode } from 'react'
import './org.css'

/** A page's name, what it is for, and what can be done here. */
export const PageHead = ({
  title,
  about,
  children,
}: {
  readonly title: string
  readonly about?: ReactNode
  readonly children?: ReactNode
}) => (
  <header className="org-head">
    <div>
      <h1>{title}</h1>
      {about && <p className="ui-quiet">{about}</p>}
    </div>
    {children && <div className="org-acts">{children}</div>}
  </header>
)
