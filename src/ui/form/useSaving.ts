import { useCallback, useRef, useState } from 'react'
import { CallError } from '#ui/api-client.ts'

/** One change under way: `error` is for the form as a whole, `errorAt` for one of its fields. */
export type Saving = {
  readonly busy: boolean
  readonly error: string | undefined
  readonly errorAt: (field: string) => string | undefined
  /** Answers whether it worked; a second press while the first is under way does nothing. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>
  readonly clear: () => void
}

/** Runs a form's change and keeps the server's reason where the form can show it. `shown`: the fields that say what is wrong with them. */
export function useSaving(errorFields: readonly string[] = []): Saving {
  const [state, setState] = useState<{ busy: boolean; failed?: Error }>({ busy: false })
  const underWay = useRef(false)
  const run = useCallback(async (work: () => Promise<unknown>) => {
    if (underWay.current) return false
    underWay.current = true
    setState({ busy: true })
    try {
      await work()
      setState({ busy: false })
      return true
    } catch (error) {
      setState({ busy: false, failed: error instanceof Error ? error : new Error('没有办成，请再试一次') })
      return false
    } finally {
      underWay.current = false
    }
  }, [])
  const clear = useCallback(() => setState({ busy: false }), [])
  const fields = state.failed instanceof CallError ? state.failed.fields : []
  const errorAt = (field: string) => fields.find((each) => each.field === field)?.message
  const isAtFields = fields.length > 0 && fields.every(({ field }) => errorFields.includes(field))
  return { busy: state.busy, error: isAtFields ? undefined : state.failed?.message, errorAt, run, clear }
}
