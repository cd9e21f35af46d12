import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { reminderQuery } from './desk-queries.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly unit: { readonly id: UnitId; readonly name: string }; readonly onClose: () => void }

/** The reminder for a unit as of now: read through, changed where needed, copied. Nothing is sent and nothing recorded. */
export function ReminderDialog({ unit, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const { data, error, refetch } = useQuery(reminderQuery(unit.id))
  return (
    <dialog ref={dialog} role="dialog" className="ov-dialog" aria-label={`催办文字：${unit.name}`} onClose={onClose}>
      <h2>催办文字：{unit.name}</h2>
      {error ? (
        <ErrorState message={error.message} onRetry={() => void refetch()} />
      ) : data ? (
        <Text text={data.text} onClose={onClose} />
      ) : (
        <ProgressBar text="正在拟写" />
      )}
    </dialog>
  )
}

function Text({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const [edited, setEdited] = useState(text)
  return (
    <>
      <textarea aria-label="催办文字" className="ui-input" rows={16} value={edited} onChange={({ target }) => setEdited(target.value)} />
      <p className="ui-quiet">按此刻的台账拟写，可以修改后复制；这里不会发送，也不会保存改动。</p>
      <div className="ui-row">
        <CopyButton text={edited} label="复制催办文字" />
        <Button onClick={onClose}>关闭</Button>
      </div>
    </>
  )
}
