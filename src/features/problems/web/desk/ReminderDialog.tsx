import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { reminderQuery } from './desk-queries.ts'
import { ShowDialog } from '#ui/feedback/Dialog.tsx'
import { Button } from '#ui/form/Button.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import styles from './ReminderDialog.module.css'

type Props = { readonly unit: { readonly id: UnitId; readonly name: string }; readonly onClose: () => void }

/** The reminder for a unit as of now: read through, changed where needed, copied. Nothing is sent and nothing recorded. */
export function ReminderDialog({ unit, onClose }: Props) {
  const { data, error, refetch } = useQuery(reminderQuery(unit.id))
  return (
    <ShowDialog title={`催办文字：${unit.name}`} onClose={onClose}>
      {error ? (
        <ErrorState message={error.message} onRetry={() => void refetch()} />
      ) : data ? (
        <Text text={data.text} onClose={onClose} />
      ) : (
        <ProgressBar text="正在拟写" />
      )}
    </ShowDialog>
  )
}

function Text({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const [edited, setEdited] = useState(text)
  return (
    <FieldStack>
      <TextArea label="催办文字" labelHidden rows={16} value={edited} onChange={setEdited} />
      <p className="ui-quiet">按此刻的台账拟写，可以修改后复制；这里不会发送，也不会保存改动。</p>
      <div className={styles['acts']}>
        <CopyButton text={edited} label="复制催办文字" />
        <Button onClick={onClose}>关闭</Button>
      </div>
    </FieldStack>
  )
}
