import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import type { Closeout } from '../../closeout.contract.ts'
import { changesSince } from '../panel/changes-since.ts'
import { cycleOf } from '../panel/summary.ts'
import { useDraft } from '#ui/form/useDraft.ts'

/** Where this browser keeps what one person has typed for one act on one problem; another cycle begins afresh. */
export const draftKey = (person: string, problem: string, cycle: number, act: string) =>
  `bihuan.closeout.${person}.${problem}.${cycle}.${act}`

export type FormProps = {
  readonly problemId: MatterId
  /** As last read; the form remembers as what it was opened on. */
  readonly closeout: Closeout
  readonly onClose: () => void
  readonly onDone: (message: string) => void
}
type Wanted<D extends object> = FormProps & {
  /** Names what is typed in this browser. */
  readonly act: string
  readonly initial: D
  /** Fields that show what is wrong with them. */
  readonly errorFields?: readonly string[]
}

export type ActForm<D extends object> = ReturnType<typeof useActForm<D>>

/**
 * One act of a close-out being filled in: what is typed stays in this browser until it has been done; it is sent with the version and the
 * seal that the form showed, and whatever has happened since then has to be looked at before it can be sent.
 */
export function useActForm<D extends object>({ problemId, closeout, act, initial, errorFields = [], onDone }: Wanted<D>) {
  const me = useCurrentUser()
  const client = useQueryClient()
  const draft = useDraft(draftKey(me.id, problemId, cycleOf(closeout), act), initial)
  const [base, setBase] = useState(closeout)
  const { busy, error, errorAt, run, clear } = useSaving(errorFields)
  const changed = changesSince(base, closeout)
  /** Sends it; `work` gets what the form stood on. A refusal keeps everything typed and reads anew what has changed. */
  const send = async (work: (base: Closeout) => Promise<unknown>, message: string) => {
    const isDone = await run(() => work(base))
    if (isDone) draft.clear()
    const read = client.invalidateQueries()
    if (isDone) onDone(message)
    await read
  }
  const lookAgain = () => {
    clear()
    setBase(closeout)
  }
  return { draft, base, busy, error, errorAt, changed, send, lookAgain }
}
