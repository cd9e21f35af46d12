import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CallError } from '#ui/api-client.ts'
import { PROBLEMS } from '../problem-queries.ts'

/** One act of a dialog: busy while it runs, its refusal kept in place with what was typed, every list read again afterwards. */
export function useAct() {
  const client = useQueryClient()
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const run = async (act: () => Promise<void>) => {
    setBusy(true)
    setRefused(undefined)
    try {
      await act()
    } catch (error) {
      setBusy(false)
      setRefused(error instanceof CallError ? (error.fields[0]?.message ?? error.message) : '没有保存，请再试一次')
    }
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return { refused, busy, run }
}
