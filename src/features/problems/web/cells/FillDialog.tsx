import { useEffect, useState } from 'react'
import { PART_HOLDERS } from '#features/matters/domain/parts.ts'
import { PARTS, type Part, type MatterId } from '#kernel/rooms/matters.ts'
import { EDITABLE, EDITABLE_WORDS, type EditableColumn } from '../../domain/editable.ts'
import type { CellDraft } from './cell-edits.ts'
import { NamesField } from './NamesField.tsx'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { TextArea, TextField } from '#ui/form/TextField.tsx'

const COLUMNS = EDITABLE.map((value) => ({ value, label: EDITABLE_WORDS[value] }))

type Props = {
  readonly ids: readonly MatterId[]
  /** The column to begin with. */
  readonly column?: EditableColumn
  /** What the one problem holds now, by column. */
  readonly now?: Readonly<Partial<Record<EditableColumn, string>>>
  readonly onFill: (drafts: readonly CellDraft[]) => void
  readonly onClose: () => void
}

/** One column of one or many problems gets one text; nothing is written before the preview. */
export function FillDialog({ ids, column: first = 'leader', now, onFill, onClose }: Props) {
  const [column, setColumn] = useState<EditableColumn>(first)
  const [text, setText] = useState(now?.[first] ?? '')
  // The next window comes along: what is being written must get there even if the connection goes.
  useEffect(() => void import('./PreviewDialog.tsx').catch(() => undefined), [])
  const choose = (next: EditableColumn) => {
    setColumn(next)
    setText(now?.[next] ?? '')
  }
  const submit = () => {
    onClose()
    onFill(ids.map((id) => ({ id, column, text: text.trim() })))
  }
  const many = ids.length > 1
  return (
    <Dialog title={many ? `批量填写：已选 ${ids.length} 项` : '填写责任与期限'} okText="下一步：核对" onOk={submit} onClose={onClose}>
      <ChoiceField label="填写哪一列" plain clearable={false} options={COLUMNS} value={column} onChange={(next) => next && choose(next)} />
      <ValueField key={column} column={column} text={text} onText={setText} />
      <p className="ui-quiet">{text.trim() === '' ? '留空即清空这一列；' : ''}下一步逐项列出原值与新值，核对后才保存，保存后可撤销。</p>
    </Dialog>
  )
}

type ValueProps = { readonly column: EditableColumn; readonly text: string; readonly onText: (text: string) => void }

function ValueField({ column, text, onText }: ValueProps) {
  const part = PARTS.find((one) => one === column)
  if (part) return <NamesField kind={PART_HOLDERS[part]} label={EDITABLE_WORDS[part]} hint={HINTS[part]} text={text} onText={onText} />
  const field = { label: EDITABLE_WORDS[column], value: text }
  if (column === 'confirmedOn') return <DayField {...field} onChange={(day) => onText(day ?? '')} />
  if (column === 'target' || column === 'remark') return <TextArea {...field} rows={4} max={4000} onChange={onText} />
  return <TextField {...field} max={column === 'phone' ? 40 : 400} help={column === 'deadline' && DEADLINE_HELP} onChange={onText} />
}

const DEADLINE_HELP = '按原文填写，例如：2026年12月底前、立行立改、长期坚持。填写后即时推算最后日期。'
const HINTS: Readonly<Record<Part, string>> = {
  leader: '选择或输入领导姓名、职务',
  lead: '选择或输入单位',
  co: '选择或输入单位，可多个',
  territory: '选择或输入镇街、村居，可多个',
  person: '选择或输入姓名',
  acceptance: '选择或输入单位',
  supervising: '选择或输入单位',
}
