import type { ReactNode } from 'react'
import styles from './page.module.css'

type Props = {
  readonly title: string
  readonly note?: ReactNode
  /** For its place only. */
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A titled part of a page. */
export const Section = ({ title, note, className, children }: Props) => (
  <section className={[styles['section'], className].filter(Boolean).join(' ')} aria-label={title}>
    <h3>
      {title}
      {note !== undefined && <span className="ui-quiet">{note}</span>}
    </h3>
    {children}
  </section>
)

/** Facts with their names: several in a row, or `long`: one below the other. */
export const Facts = ({ long = false, children }: { readonly long?: boolean; readonly children: ReactNode }) => (
  <dl className={[styles['facts'], long && styles['long']].filter(Boolean).join(' ')}>{children}</dl>
)

/** A fact with its name; left out where nothing is known. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) =>
  children ? (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null
