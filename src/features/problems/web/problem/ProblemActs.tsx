import { Suspense, useState } from 'react'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import type { Action } from '#kernel/rooms.ts'
import type { CellDraft } from '../cells/cell-edits.ts'
import { permissionHint } from '../ledger/permission-hint.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { namesOf, phonesOf } from '../../domain/ledger-line.ts'
import { Button } from '#ui/form/Button.tsx'
import { MatterPanels } from '#ui/rooms.tsx'
import styles from './card.module.css'

const FillDialog = lazyWithRetry(async () => ({ default: (await import('../cells/FillDialog.tsx')).FillDialog }))
const PlaceDialog = lazyWithRetry(async () => ({ default: (await import('../add/PlaceDialog.tsx')).PlaceDialog }))
const PointsDialog = lazyWithRetry(async () => ({ default: (await import('../add/PointsDialog.tsx')).PointsDialog }))
const PersonDialog = lazyWithRetry(async () => ({ default: (await import('./PersonDialog.tsx')).PersonDialog }))

type Props = {
  readonly problem: ProblemReply
  readonly onFill: (drafts: readonly CellDraft[]) => void
}

/** What may be done with the problem; what may not says who does it. */
export function ProblemActs({ problem, onFill }: Props) {
  const [doing, setDoing] = useState<'fill' | 'person' | 'points' | 'place'>()
  const { row } = problem
  const close = () => setDoing(undefined)
  return (
    <section className={`${styles['card']} ui-no-print`} aria-label="可办理">
      <h3>可办理</h3>
      <MatterPanels kind="problem" place="acts" matterId={row.id} />
      <Act action="problem.edit" words="填写责任与期限" row={row} onAct={() => setDoing('fill')} />
      <Act action="problem.name-person" words="明确责任人" row={row} onAct={() => setDoing('person')} />
      {row.level === 'problem' && <Act action="problem.edit" words="新增点位" row={row} onAct={() => setDoing('points')} />}
      {row.level === 'problem' && <Act action="problem.edit" words="归入上级原文" row={row} onAct={() => setDoing('place')} />}
      <Suspense>
        {doing === 'fill' && <FillDialog ids={[row.id]} now={nowOf(problem)} onFill={onFill} onClose={close} />}
        {doing === 'points' && <PointsDialog problem={problem} onClose={close} />}
        {doing === 'place' && <PlaceDialog problem={problem} onClose={close} />}
        {doing === 'person' && <PersonDialog problem={problem} onClose={close} />}
      </Suspense>
    </section>
  )
}

type ActProps = { readonly action: Action; readonly words: string; readonly row: ProblemReply['row']; readonly onAct: () => void }

function Act({ action, words, row, onAct }: ActProps) {
  const allowed = row.allowed.includes(action)
  const why = row.closure === 'closed' ? '已销号，内容不再改动' : permissionHint(action)
  return (
    <div className={styles['act']}>
      <Button disabled={!allowed} onClick={onAct}>
        {words}
      </Button>
      {!allowed && <span className="ui-quiet">{why}</span>}
    </div>
  )
}

/** What the cells hold now, so that a form begins from it. */
const nowOf = ({ row, confirmedOn }: ProblemReply) => ({
  leader: namesOf(row.leader),
  lead: namesOf(row.lead),
  co: namesOf(row.co),
  territory: namesOf(row.territory),
  person: namesOf(row.person),
  phone: phonesOf(row),
  acceptance: namesOf(row.acceptance),
  supervising: namesOf(row.supervising),
  target: row.target ?? '',
  deadline: row.deadlineRaw ?? '',
  confirmedOn: confirmedOn ?? '',
  remark: row.remark ?? '',
})
