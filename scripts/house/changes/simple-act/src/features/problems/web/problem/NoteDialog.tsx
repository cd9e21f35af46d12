import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { type ProblemReply, noteEndpoint } from '../../problems.contract.ts'
import { PROBLEMS } from '../problem-queries.ts'

type Props = { readonly problem: ProblemReply; readonly onClose: () => void }

/** A word of the office on a problem; everybody who sees the problem reads it in its timeline. */
export function NoteDialog({ problem: { row, version }, onClose }: Props) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const { busy, error, errorAt, run } = useSaving(['text'])
  const save = async () => {
    if (await run(() => call(noteEndpoint, { problemId: row.id }, { text }, { version }))) onClose()
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return (
    <Dialog title="批注" okText="保存" width="small" busy={busy} error={error} onOk={() => void save()} onClose={onClose}>
      <TextArea label="批注" rows={3} max={500} value={text} onChange={setText} error={errorAt('text')} />
    </Dialog>
  )
}
