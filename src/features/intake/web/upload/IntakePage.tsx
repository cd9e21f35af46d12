import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { ErrorBanner, ErrorState } from '#ui/feedback/states.tsx'
import { UploadPanel } from './UploadPanel.tsx'
import { IntakeList } from './IntakeList.tsx'
import { INTAKES, useIntakes } from '../intake-queries.ts'
import { UploadList } from './UploadList.tsx'
import { isOver } from '#ui/upload-queue.ts'
import { refusalOf } from './accepted-files.ts'
import { uploads, useUploads } from './uploads.ts'
import { useDropAnywhere, usePasteAnywhere } from './useFilesAnywhere.ts'
import shared from '../intake.module.css'
import styles from './upload.module.css'

const NO_BLOCK = '剪贴板里不是表格。请在 WPS 或 Excel 中选中带表头的区域，复制后回到本页按 Ctrl+V'

/** Hand in a ledger: drop, choose or paste; below, what was handed in lately and what became of it. */
export function IntakePage() {
  const [note, setNote] = useState('')
  const give = useGive(setNote)
  const over = useDropAnywhere(give)
  usePasteAnywhere(give, () => setNote(NO_BLOCK))
  return (
    <div className={shared['page']}>
      <PageHeader title="导入台账" about="先看认出了什么、会改动什么，确认后才写入台账；同一份文件再导入不会重复。" />
      <UploadPanel onFiles={give} onOther={() => setNote(NO_BLOCK)} />
      <div role="status">{note && <p className={styles['note']}>{note}</p>}</div>
      <UploadList />
      <Recent />
      {over && (
        <div className={styles['veil']} aria-hidden="true">
          <p>松开鼠标，导入这些文件</p>
        </div>
      )}
    </div>
  )
}

/** Takes files in. A single one opens its preview as soon as it has been read. */
function useGive(setNote: (note: string) => void) {
  const navigate = useNavigate()
  const all = useUploads()
  const [awaited, setAwaited] = useState<number>()
  const one = all.find(({ id }) => id === awaited)
  useEffect(() => {
    if (one?.state !== 'done' || one.result === undefined) return
    void navigate({ to: '/intake/$intakeId', params: { intakeId: one.result } })
  }, [one, navigate])
  return (files: readonly File[]) => {
    setNote('')
    if (uploads.all().every((upload) => upload.state === 'done')) uploads.clear()
    const ids = uploads.add(
      files.map((file) => ({ file })),
      refusalOf,
    )
    setAwaited(files.length === 1 ? ids[0] : undefined)
  }
}

function Recent() {
  const client = useQueryClient()
  const { data, error, refetch } = useIntakes()
  const over = useUploads().filter(isOver).length
  useEffect(() => {
    if (over > 0) void client.invalidateQueries({ queryKey: INTAKES }) // one that was cancelled or failed may have arrived
  }, [client, over])
  if (!data && error) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  if (!data) return <p className={`ui-quiet ${shared['waiting']}`}>正在读取导入记录…</p>
  return (
    <>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的记录`} onRetry={() => void refetch()} />}
      <IntakeList intakes={data.intakes} />
    </>
  )
}
