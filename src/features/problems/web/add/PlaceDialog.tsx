import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import { EmptyState, ErrorBanner } from '#ui/feedback/states.tsx'
import { listProblemsEndpoint } from '../../problems.contract.ts'
import { placeProblemEndpoint } from '../../tree.contract.ts'
import { PROBLEMS } from '../problem-queries.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { toast } from '#ui/feedback/Toast.tsx'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import type { Option } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import { TextField } from '#ui/form/TextField.tsx'

type Props = { readonly problem: ProblemReply; readonly onClose: () => void }
const OUT = 'out'

/** Which upstream item a problem was split from; the item closes when all its problems have closed. */
export function PlaceDialog({ problem: { row, version, related }, onClose }: Props) {
  const now = related.find(({ relation }) => relation === 'parent')?.id ?? OUT
  const [chosen, setChosen] = useState<string>(now)
  const client = useQueryClient()
  const { busy, error, run } = useSaving()
  const save = async () => {
    await run(async () => {
      await call(placeProblemEndpoint, { problemId: row.id }, { parentId: chosen === OUT ? null : MatterId.parse(chosen) }, { version })
      toast(chosen === OUT ? '已移出，不再归入上级原文' : '已归入上级原文')
      onClose()
    })
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return (
    <Dialog
      title="归入上级原文"
      okText="保存"
      disabled={chosen === now}
      busy={busy}
      error={error}
      onOk={() => void save()}
      onClose={onClose}
    >
      <Items chosen={chosen} onChoose={setChosen} />
    </Dialog>
  )
}

const MAX_CHOICES = 50

const TooMany = ({ total, isMore }: { readonly total: number; readonly isMore: boolean }) =>
  (isMore || total > MAX_CHOICES) && (
    <p className="ui-quiet">
      {isMore ? '超过' : '共'} {total} 条，只列出前 {MAX_CHOICES} 条，请搜索。
    </p>
  )

/** The upstream items there are, found by their words. */
function Items({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (id: string) => void }) {
  const [q, setQ] = useState('')
  const words = q.trim()
  const items = useQuery({
    queryKey: [...PROBLEMS, 'items', words],
    queryFn: ({ signal }) =>
      call(
        listProblemsEndpoint,
        {},
        { level: 'item', columns: 'no,title', page: 1, size: MAX_CHOICES, ...(words !== '' && { q: words }) },
        { signal },
      ),
  })
  const { rows = [], total = 0, isMore = false } = items.data ?? {}
  const options = rows.map(({ id, no, title }): Option => ({ value: id, label: [no, title].filter(Boolean).join(' ') }))
  return (
    <>
      {items.error && <ErrorBanner message={items.error.message} />}
      <TextField type="search" label="搜索上级原文" labelHidden placeholder="搜索上级原文" value={q} onChange={setQ} />
      {items.data && total === 0 && <EmptyState title="没有上级原文">请在台账页“新增”，层级选“上级原文”，再归入。</EmptyState>}
      <RadioField
        label="上级原文"
        labelHidden
        stacked
        options={[{ value: OUT, label: '不归入任何上级原文' }, ...options]}
        value={chosen}
        onChange={onChoose}
      />
      <TooMany total={total} isMore={isMore} />
    </>
  )
}
