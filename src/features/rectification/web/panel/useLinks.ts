import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import type { ToastMessage } from '#ui/feedback/Toast.tsx'
import { type Measure, linkEvidenceEndpoint } from '../../rectification.contract.ts'
import { refusalWords } from '../plan-queries.ts'

type Target = Pick<Measure, 'id' | 'no'>

/** Ties files to measures and off again; a tie that was cut can be taken back. `waiting`: files whose tie is not on the page yet. */
export function useLinks(problemId: MatterId) {
  const client = useQueryClient()
  const [message, notify] = useState<ToastMessage>()
  const [waiting, setWaiting] = useState(0)
  const send = async (way: 'add' | 'remove', measure: Target, ids: readonly EvidenceId[], done: ToastMessage) => {
    if (ids.length === 0) return
    setWaiting((files) => files + ids.length)
    try {
      const links = ids.map((evidenceId) => ({ measureId: measure.id, evidenceId }))
      await call(linkEvidenceEndpoint, { problemId }, { [way]: links })
      notify(done)
    } catch (error) {
      notify({ text: refusalWords(error), tone: 'alarm' })
    }
    await client.invalidateQueries({ queryKey: PROBLEMS })
    setWaiting((files) => files - ids.length)
  }
  const link = (measure: Target, ids: readonly EvidenceId[]) =>
    send('add', measure, ids, {
      text: `已把 ${ids.length} 份材料关联到措施 ${measure.no}`,
      act: { words: '撤消', run: () => void send('remove', measure, ids, { text: '已撤消关联' }) },
    })
  const unlink = (measure: Target, id: EvidenceId) =>
    send('remove', measure, [id], {
      text: `已取消与措施 ${measure.no} 的关联，材料仍保留`,
      act: { words: '撤消', run: () => void send('add', measure, [id], { text: '已恢复关联' }) },
    })
  return { message, notify, waiting, link, unlink }
}
export type Links = ReturnType<typeof useLinks>
