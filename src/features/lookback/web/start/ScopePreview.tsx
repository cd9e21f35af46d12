import type { UseQueryResult } from '@tanstack/react-query'
import { ErrorState } from '#ui/feedback/states.tsx'
import { CLOSURE_KINDS, CLOSURE_KIND_WORDS } from '../../domain/scope.ts'
import type { Preview } from '../../lookback.contract.ts'
import styles from './start.module.css'

type Props = { readonly preview: UseQueryResult<Preview>; readonly again: boolean }

/** What the scope takes in, and what it leaves out and why: the figures add up. */
export function ScopePreview({ preview, again }: Props) {
  const { data, error, isFetching, refetch } = preview
  if (!data)
    return (
      <aside className={styles['card']} aria-label="范围内的事项">
        {error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <p className="ui-quiet">选择范围后在此计数。</p>}
      </aside>
    )
  const { found, items, inHand, verified, kinds, undated, rows } = data
  return (
    <aside className={`${styles['card']} ${styles['preview']}`} aria-label="范围内的事项" aria-busy={isFetching}>
      <p className={styles['big']}>
        <b>{items}</b> 项将列入
      </p>
      <p className="ui-quiet">
        范围内共 {found} 项 = 列入 {items} + 已在其他“回头看”中 {inHand} + {again ? '不再重看' : '已核实'} {verified}
      </p>
      <dl className={styles['kinds']}>
        {CLOSURE_KINDS.map((kind) => (
          <div key={kind}>
            <dt>{CLOSURE_KIND_WORDS[kind]}</dt>
            <dd>{kinds[kind]}</dd>
          </div>
        ))}
      </dl>
      {undated > 0 && <p className="ui-quiet">其中 {undated} 项没有完成或销号日期。</p>}
      {rows.length > 0 && (
        <>
          <h3>{items > rows.length ? `前 ${rows.length} 项` : '全部事项'}</h3>
          <ul className={styles['rows']}>
            {rows.map(({ id, no, title, lead, closedOn }) => (
              <li key={id}>
                <span>
                  {no !== null && <small>{no}</small>} {title}
                </span>
                <small className="ui-quiet">
                  {lead ?? '无牵头单位'} · {closedOn ?? '日期不明'}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
