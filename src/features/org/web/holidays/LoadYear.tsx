import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useMemo, useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type HolidayText, readHolidays } from '../../domain/holidays.ts'
import { loadHolidayYearEndpoint } from '../../place.contract.ts'
import { LoadPreview } from './LoadPreview.tsx'
import { holidayYearQuery } from '../org-queries.ts'
import { TextArea, TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'

const EXAMPLE =
  '可以粘贴或拖入两种内容：\n① {"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, …]}\n② 从表格复制的列表，每行一天：\n2027-01-01\t元旦\t放假\n2027-02-14\t春节\t上班'
const MOST = 200_000

/** Takes a year's notice as text, shows what it was understood as, and loads it only then. */
export function LoadYear({ onClose, onLoaded }: { readonly onClose: () => void; readonly onLoaded: (year: number) => void }) {
  const [text, setText] = useState('')
  const [source, setSource] = useState('')
  const read = useMemo(() => readHolidays(text), [text])
  const { data: before } = useQuery({ ...holidayYearQuery(read.year ?? 0), enabled: read.year !== undefined })
  const { busy, error, errorAt, run } = useSaving(['source'])
  const client = useQueryClient()
  const basis = source.trim() || `国务院办公厅关于${read.year ?? ''}年部分节假日安排的通知`
  const isReady = read.days.length > 0 && before !== undefined
  const load = async ({ year, days }: HolidayText) => {
    if (year === undefined || !before) return
    await call(loadHolidayYearEndpoint, { year }, { source: basis, days: [...days] }, { version: before.version })
    await client.invalidateQueries()
    onLoaded(year)
  }
  return (
    <Dialog
      width="large"
      title="载入一年的放假安排"
      okText={isReady ? `载入 ${read.year} 年` : '载入'}
      disabled={!isReady}
      busy={busy}
      error={error}
      onOk={() => void run(() => load(read))}
      onClose={onClose}
    >
      <TextDrop text={text} onText={setText} />
      {text.trim() !== '' && <LoadPreview read={read} before={before} />}
      {isReady && (
        <TextField
          label="依据"
          help="通知的名称或文号，显示在日历上方"
          max={120}
          placeholder={basis}
          value={source}
          error={errorAt('source')}
          onChange={setSource}
        />
      )}
    </Dialog>
  )
}

/** A text box that also takes a file dropped on it. */
function TextDrop({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const [refused, setRefused] = useState(false)
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    const file = event.dataTransfer.files[0]
    setRefused(file !== undefined && file.size > MOST)
    if (file && file.size <= MOST) onText(await file.text())
  }
  return (
    <div onDrop={(event) => void drop(event)} onDragOver={(event) => event.preventDefault()}>
      {refused && <ErrorBanner message="文件太大，不像是一年的放假安排" />}
      <TextArea
        label="放假安排的内容"
        labelHidden
        autoFocus
        rows={text === '' ? 7 : 4}
        placeholder={EXAMPLE}
        value={text}
        onChange={onText}
      />
    </div>
  )
}
