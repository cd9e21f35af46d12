import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { addPointsEndpoint } from '../../tree.contract.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { toast } from '#ui/feedback/Toast.tsx'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { PROBLEMS } from '../problem-queries.ts'
import { TextArea } from '#ui/form/TextField.tsx'

type Props = { readonly problem: ProblemReply; readonly onClose: () => void }

/** A problem is split into points, a line each: typed, or pasted as a column from a sheet. */
export function PointsDialog({ problem: { row }, onClose }: Props) {
  const [text, setText] = useState('')
  const client = useQueryClient()
  const { busy, error, run } = useSaving()
  const points = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const save = async () => {
    await run(async () => {
      const { added, unchanged } = await call(addPointsEndpoint, { problemId: row.id }, { points })
      toast(`新增 ${added} 个点位${unchanged > 0 ? `，${unchanged} 个已有，未重复新增` : ''}`)
      onClose()
    })
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return (
    <Dialog
      title="新增点位"
      okText={`新增 ${points.length} 个`}
      disabled={points.length === 0}
      busy={busy}
      error={error}
      onOk={() => void save()}
      onClose={onClose}
    >
      <p className="ui-quiet">每行一个点位，可直接粘贴表格里的一列。点位沿用本问题的时限和责任，之后可分别调整、分别销号。</p>
      <TextArea label="点位名称" rows={8} value={text} onChange={setText} />
    </Dialog>
  )
}
