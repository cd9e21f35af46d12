import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { useRemembered } from '#ui/useRemembered.ts'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import type { Plan } from '../../rectification.contract.ts'
import { type PlanDraft, type PlanRow, changesSince, draftOf, isChanged, isPlanDraft, rebased, rowsOf } from './plan-draft.ts'

const UNDONE = 30

/** The table as it is being edited: kept in this browser until saved, taken back step by step, put on top of what others saved meanwhile. */
export function usePlanDraft(problemId: MatterId, plan: Plan) {
  const [stored, keep] = useRemembered<PlanDraft | null>(`plan.${useCurrentUser().id}.${problemId}`, null, isPlanDraft)
  const [past, setPast] = useState<readonly (readonly PlanRow[])[]>([])
  const stale = stored ?? draftOf(plan)
  const others = stale.version === plan.version ? [] : changesSince(stale.base, rowsOf(plan))
  // A newer version of the problem whose plan is the same (somebody reported) is nothing to decide on.
  const draft = others.length === 0 ? { ...stale, version: plan.version } : stale
  return {
    draft,
    /** What others changed since, in words; not empty: somebody must say how to go on. */
    others,
    isDirty: isChanged(draft),
    hasDraft: stored !== null,
    /** Letters typed into a cell. */
    type: (rows: readonly PlanRow[]) => keep({ ...draft, rows }),
    /** Lines added, taken out, moved, pasted: can be taken back. */
    edit: (rows: readonly PlanRow[]) => {
      setPast((before) => [...before.slice(-UNDONE), draft.rows])
      keep({ ...draft, rows })
    },
    undo: () => {
      const last = past.at(-1)
      if (!last) return
      setPast(past.slice(0, -1))
      keep({ ...draft, rows: last })
    },
    canUndo: past.length > 0,
    setReason: (reason: string) => keep({ ...draft, reason }),
    forget: () => keep(null),
    takeOver: () => keep(rebased(draft, plan)),
  }
}
export type Editing = ReturnType<typeof usePlanDraft>
