import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CallError } from '#ui/api-client.ts'

/** One act on files: busy while it runs, its refusal kept in place with what was typed. What a file proves stands on many pages: all are read anew. */
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
      setRefused(error instanceof CallError ? (error.fields[0]?.message ?? error.message) : '没有保存，请再试一次')
    }
    setBusy(false)
    await client.invalidateQueries()
  }
  return { refused, busy, run }
}
