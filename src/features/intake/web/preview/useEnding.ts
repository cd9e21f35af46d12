import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { CallError, call } from '#ui/api-client.ts'
import { commitIntakeEndpoint, discardIntakeEndpoint } from '../../intake.contract.ts'
import { isImporting, jobKey, previewKey } from '../intake-queries.ts'
import { useUnloadGuard } from './useChoices.ts'

export type Ending = {
  readonly pending: 'commit' | 'discard' | undefined
  readonly doing: boolean
  readonly failure: CallError | undefined
  readonly request: (what: 'commit' | 'discard') => void
  readonly confirm: () => Promise<void>
  readonly cancel: () => void
}
type Doors = {
  /** Sends what was decided and not saved yet; false where it could not. */
  readonly flush: () => Promise<boolean>
  /** Somebody else has dealt with the file: who and when. */
  readonly onTaken: (message: string) => void
}

/** Ends the wait of a file: written into the ledger, or put aside. */
export function useEnding(intakeId: IntakeId, { flush, onTaken }: Doors): Ending {
  const client = useQueryClient()
  const [pending, setPending] = useState<Ending['pending']>()
  const [doing, setDoing] = useState(false)
  const [failure, setFailure] = useState<CallError>()
  useUnloadGuard(doing)

  const end = async () => {
    if (!(await flush())) throw new CallError(0, 'choices.unsaved', '刚才的更正还没有存上，请稍后再试')
    if (pending === 'commit' && (await call(commitIntakeEndpoint, { intakeId }, {})).job !== null) {
      await client.invalidateQueries({ queryKey: jobKey(intakeId) })
      // it goes on by itself, watched by this page; a short file may be written before the page first looks
      if (isImporting(client, intakeId)) return
    }
    if (pending === 'discard') await call(discardIntakeEndpoint, { intakeId }, {})
    await client.invalidateQueries({ queryKey: previewKey(intakeId) })
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  }
  const confirm = async () => {
    setDoing(true)
    setFailure(undefined)
    try {
      await end()
      setPending(undefined)
    } catch (error) {
      const refused = error instanceof CallError ? error : new CallError(0, 'internal', '没有办成，请再试一次')
      // After a lost connection it may have been written: the server is asked what stands now.
      await client.invalidateQueries({ queryKey: previewKey(intakeId) })
      if (refused.code === 'intake.not-open') {
        onTaken(refused.message)
        setPending(undefined)
      } else setFailure(refused)
    }
    setDoing(false)
  }
  const request = (what: 'commit' | 'discard') => {
    setFailure(undefined)
    setPending(what)
  }
  return { pending, doing, failure, request, confirm, cancel: () => setPending(undefined) }
}
