import { Link } from '@tanstack/react-router'
import type { WaitingGroup } from '#kernel/waiting.ts'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { ClockWords } from './WaitingRows.tsx'
import { byPlace } from './place-groups.ts'
import { linkTo } from './waiting-words.ts'
import styles from './overview.module.css'

/** A day in the field: matters of one town together, each with a button that opens its form; printable. */
export const SiteVisitList = ({ group: { rows, button } }: { readonly group: WaitingGroup }) =>
  byPlace(rows).map(({ place, rows: here }) => (
    <div key={place} className={styles['place']}>
      <h3>
        {place}
        <small>{here.length} 项</small>
      </h3>
      <ul>
        {here.map((row) => (
          <li key={row.id}>
            <div className={styles['what']}>
              <Link {...linkTo(row.path)} className={styles['rowTitle']}>
                {row.title}
              </Link>
              <small>{[row.no, row.place, row.lead].filter(Boolean).join('　')}</small>
              <small>
                <ClockWords row={row} /> <span>{row.detail}</span>
              </small>
            </div>
            <ButtonLink {...linkTo(row.path)} variant="primary" size="large" className="ui-no-print" aria-label={`${button}：${row.title}`}>
              {button}
            </ButtonLink>
            <span className={styles['tick']} aria-hidden="true" />
          </li>
        ))}
      </ul>
    </div>
  ))
