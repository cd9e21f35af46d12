import type { ReactNode } from 'react'

type Props = { readonly title: string; readonly note?: ReactNode; readonly children: ReactNode }

/** A titled part of a problem's page. */
export const Section = ({ title, note, children }: Props) => (
  <section className="pb-section" aria-label={title}>
    <h3>
      {title}
      {note !== undefined && <span className="ui-quiet">{note}</span>}
    </h3>
    {children}
  </section>
)

/** A fact with its name; left out where nothing is known. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: string | null | undefined }) =>
  children ? (
    <div className="pb-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null
