import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import { savePlanEndpoint } from '../../rectification.contract.ts'
import { faultsOf, planInput } from './plan-draft.ts'
import { refusalWords } from '../plan-queries.ts'
import type { Editing } from './usePlanDraft.ts'

/** Saves the table and goes back to the problem; a refusal leaves everything where it is. */
export function useSavePlan(problemId: MatterId, { draft, forget }: Editing) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const isSaved = useRef(false)
  const save = async () => {
    const faults = faultsOf(draft.rows)
    setRefused(faults.length > 0 ? faults.join('；') : undefined)
    if (faults.length > 0) return
    setBusy(true)
    try {
      await call(savePlanEndpoint, { problemId }, planInput(draft), { version: draft.version })
      isSaved.current = true
      forget()
      await client.invalidateQueries({ queryKey: PROBLEMS })
      await navigate({ to: '/problems/$problemId', params: { problemId } })
    } catch (error) {
      setRefused(refusalWords(error))
      await client.invalidateQueries({ queryKey: PROBLEMS })
    }
    setBusy(false)
  }
  return { save, busy, refused, isSaved }
}
export type Saving = ReturnType<typeof useSavePlan>
