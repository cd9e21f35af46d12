import { type ReactNode, useRef } from 'react'
import type { Preview } from '../../intake.contract.ts'
import { RecognitionProgress } from '../upload/RecognitionProgress.tsx'
import type { RowFilter } from '../intake-queries.ts'
import { OUTCOME_WORDS } from '../receipt/outcome-words.ts'
import { RefusedCopy } from '../receipt/RefusedCopy.tsx'
import { RowsTable } from '../receipt/RowsTable.tsx'
import { SumStrip } from '../receipt/SumStrip.tsx'
import { useDelayedFlag } from '#ui/useDelayedFlag.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './preview.module.css'
import { ConflictsNote } from './Conflicts.tsx'
import type { ChoicesState } from './useChoices.ts'
import shared from '../intake.module.css'

type Props = {
  readonly preview: Preview
  readonly filter: RowFilter
  readonly setFilter: (next: RowFilter) => void
  /** What is shown is being computed anew. */
  readonly busy: boolean
  readonly heading: ReactNode
  /** Decides between the sheet and what a person decided here; left out where nothing is open any more. */
  readonly choices?: ChoicesState
}

/** The rows behind the figures, a page at a time: what would become of each, or what became of it. */
export function PlanStep({ preview, filter, setFilter, busy, heading, choices }: Props) {
  const { plan, rows, pages, state } = preview
  const top = useRef<HTMLElement>(null)
  const late = useDelayedFlag(busy)
  const turn = (page: number) => {
    setFilter({ ...filter, page })
    top.current?.scrollIntoView({ block: 'start' })
  }
  return (
    <section className={`${shared['box']} ${styles['plan']}`} ref={top} aria-labelledby="in-plan" aria-busy={busy}>
      <header>
        <h2 id="in-plan">{heading}</h2>
        {plan.refused > 0 && <RefusedCopy key={String(plan.refused)} intakeId={preview.id} count={plan.refused} />}
      </header>
      <SumStrip receipt={plan} active={filter.outcome} onPick={(outcome) => setFilter({ outcome, page: 1 })} />
      {choices && preview.conflicts > 0 && <ConflictsNote count={preview.conflicts} choices={choices} />}
      <div className={styles['late']}>{late && <RecognitionProgress text="正在重新核对每一行" />}</div>
      <div className={late ? styles['stale'] : undefined}>
        {rows.length > 0 ? (
          <RowsTable rows={rows} withDue={state === 'open'} {...(choices && { choices })} />
        ) : (
          <Nothing filter={filter} read={plan.read} />
        )}
        <Pages filter={filter} pages={pages} onPage={turn} />
      </div>
    </section>
  )
}

function Nothing({ filter: { outcome }, read }: { readonly filter: RowFilter; readonly read: number }) {
  if (read === 0) return <p className={`${styles['none']} ui-quiet`}>没有可导入的行</p>
  return <p className={`${styles['none']} ui-quiet`}>{outcome === undefined ? '这一页没有行' : `没有${OUTCOME_WORDS[outcome].word}的行`}</p>
}

type PagesProps = { readonly filter: RowFilter; readonly pages: number; readonly onPage: (page: number) => void }

function Pages({ filter: { page }, pages, onPage }: PagesProps) {
  if (pages <= 1 && page === 1) return null
  return (
    <nav className={styles['pages']} aria-label="分页">
      <Button disabled={page <= 1} onClick={() => onPage(page - 1)}>
        上一页
      </Button>
      <span>
        第 {page} / {pages} 页，每页 100 行
      </span>
      <Button disabled={page >= pages} onClick={() => onPage(page + 1)}>
        下一页
      </Button>
    </nav>
  )
}
