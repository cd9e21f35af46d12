import type { ReactNode } from 'react'
import './org.css'

type Props = {
  readonly label: string
  readonly error?: string | undefined
  readonly hint?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A label over one field of a form, with its hint or what is wrong with it below. */
export const Field = ({ label, error, hint, wide = false, children }: Props) => (
  <div className={wide ? 'org-field wide' : 'org-field'} role="group" aria-label={label}>
    <span>{label}</span>
    {children}
    {error !== undefined ? <em role="alert">{error}</em> : hint && <em className="hint">{hint}</em>}
  </div>
)
