import { useEffect, useState } from 'react'
import { PART_HOLDERS } from '#features/matters/domain/parts.ts'
import { PARTS, type Part, type MatterId } from '#kernel/rooms/matters.ts'
import { EDITABLE, EDITABLE_WORDS, type EditableColumn } from '../../domain/editable.ts'
import type { CellDraft } from './cell-edits.ts'
import { DayField } from './DayField.tsx'
import { NamesField } from './NamesField.tsx'
import { Dialog } from '#ui/feedback/Dialog.tsx'

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
      <div className="pb-fill">
        <label className="pb-field">
          <span>填写哪一列</span>
          <select className="ui-input" value={column} onChange={(event) => choose(event.target.value as EditableColumn)}>
            {EDITABLE.map((key) => (
              <option key={key} value={key}>
                {EDITABLE_WORDS[key]}
              </option>
            ))}
          </select>
        </label>
        <div className="pb-field">
          <span>{EDITABLE_WORDS[column]}</span>
          <ValueField key={column} column={column} text={text} onText={setText} />
        </div>
        <p className="ui-quiet">{text.trim() === '' ? '留空即清空这一列；' : ''}下一步逐项列出原值与新值，核对后才保存，保存后可撤销。</p>
      </div>
    </Dialog>
  )
}

type ValueProps = { readonly column: EditableColumn; readonly text: string; readonly onText: (text: string) => void }

function ValueField({ column, text, onText }: ValueProps) {
  const part = PARTS.find((one) => one === column)
  if (part) return <NamesField kind={PART_HOLDERS[part]} label={EDITABLE_WORDS[part]} hint={HINTS[part]} text={text} onText={onText} />
  if (column === 'confirmedOn') return <DayField label={EDITABLE_WORDS[column]} day={text} onDay={onText} />
  const shared = { className: 'ui-input', 'aria-label': EDITABLE_WORDS[column], value: text } as const
  if (column === 'target' || column === 'remark')
    return <textarea {...shared} rows={4} maxLength={4000} onChange={(event) => onText(event.target.value)} />
  return (
    <>
      <input {...shared} maxLength={column === 'phone' ? 40 : 400} onChange={(event) => onText(event.target.value)} />
      {column === 'deadline' && <p className="ui-quiet">按原文填写，例如：2026年12月底前、立行立改、长期坚持。填写后即时推算最后日期。</p>}
    </>
  )
}

const HINTS: Readonly<Record<Part, string>> = {
  leader: '选择或输入领导姓名、职务',
  lead: '选择或输入单位',
  co: '选择或输入单位，可多个',
  territory: '选择或输入镇街、村居，可多个',
  person: '选择或输入姓名',
  acceptance: '选择或输入单位',
  supervising: '选择或输入单位',
}
