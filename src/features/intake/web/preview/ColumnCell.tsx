import { useId } from 'react'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { FIELDS, type FieldKey } from '../../domain/columns/fields.ts'
import type { ShownColumn } from './choice-edits.ts'
import { FIELD_GROUPS, fieldWords, isGrouped, whyWords } from './table-words.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = {
  readonly column: ShownColumn
  /** `undefined`: as it was recognised. */
  readonly onField: (field: FieldKey | null | undefined) => void
}

const NOT_IMPORTED = '不导入（原文保留）'
const fieldOf = (value: string): FieldKey | null => (Object.hasOwn(FIELDS, value) ? (value as FieldKey) : null)

/** One column: its head, what it was taken for, and what stands in it. */
export function ColumnCell({ column, onField }: Props) {
  const id = useId()
  const { header, field, why, samples, corrected } = column
  return (
    <li className="in-column" data-state={corrected ? 'corrected' : field === null ? 'kept' : 'taken'}>
      <label htmlFor={id}>
        <Header words={header} />
      </label>
      <FieldSelect id={id} column={column} onField={onField} />
      {field !== null && why !== null && !corrected && <p className="in-because">{whyWords(why)}</p>}
      {corrected && (
        <p className="in-corrected" data-tone="info">
          <StatusIcon shape="check" tone="info" />
          已更正
          <Button variant="text" title="恢复为系统识别的结果" onClick={() => onField(undefined)}>
            恢复
          </Button>
        </p>
      )}
      <ul className="in-samples" aria-label="样例">
        {samples.map((sample) => (
          <li key={sample} title={sample}>
            {sample}
          </li>
        ))}
        {samples.length === 0 && <li className="ui-quiet">（这一列是空的）</li>}
      </ul>
    </li>
  )
}

/** A head of two rows: the group stands before the name. */
function Header({ words }: { readonly words: string }) {
  const [name = '', ...groups] = words.split('/').toReversed()
  if (name === '') return '（没有表头）'
  return (
    <>
      {groups.length > 0 && <span className="in-group">{groups.toReversed().join('/')}/</span>}
      {name}
    </>
  )
}

function FieldSelect({ id, column: { field, isReturning }, onField }: Props & { readonly id: string }) {
  return (
    <select
      id={id}
      className="ui-input"
      value={isReturning ? 'returning' : (field ?? '')}
      onChange={({ target }) => onField(fieldOf(target.value))}
    >
      {isReturning && <option value="returning">正在恢复识别结果…</option>}
      <option value="">{NOT_IMPORTED}</option>
      {field !== null && !isGrouped(field) && <option value={field}>{fieldWords(field)}</option>}
      {FIELD_GROUPS.map(({ words, fields }) => (
        <optgroup key={words} label={words}>
          {fields.map((key) => (
            <option key={key} value={key}>
              {FIELDS[key].words}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
