import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { call } from '#ui/api-client.ts'
import { type Choices, chooseEndpoint } from '../../intake.contract.ts'
import { type Edit, withEdit } from './choice-edits.ts'
import { type Saving, newSaver } from './choice-saver.ts'
import { takeOver } from '../intake-queries.ts'

export type ChoicesState = {
  /** As the person sees them: with what is still on its way. */
  readonly now: Choices
  readonly saving: Saving
  readonly edit: (edit: Edit) => void
  /** Sends what waits; true once the server has everything. */
  readonly flush: () => Promise<boolean>
}

/** What was decided about a file: shown at once, saved at once, and never lost on the way. `onTaken` (the same at every call): somebody else has dealt with the file. */
export function useChoices(intakeId: IntakeId, saved: Choices, onTaken: (message: string) => void): ChoicesState {
  const client = useQueryClient()
  const [saver] = useState(() =>
    newSaver(saved, {
      send: (patch) => call(chooseEndpoint, { intakeId }, patch),
      onSaved: (patch) => takeOver(client, intakeId, patch),
      onTaken,
      now: Date.now,
    }),
  )
  const saving = useSyncExternalStore(saver.subscribe, saver.state)
  useEffect(() => saver.rebase(saved), [saver, saved])
  useEffect(() => () => void saver.flush(), [saver])
  useUnloadGuard(saving.pending.length > 0)
  return { now: saving.pending.reduce(withEdit, saving.base), saving, edit: saver.add, flush: saver.flush }
}

/** The browser asks before closing a page with something unsaved. */
export function useUnloadGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [isUnsaved])
}
