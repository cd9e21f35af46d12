import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { FIELDS, type FieldKey } from '../../domain/columns/fields.ts'
import type { ShownColumn } from './choice-edits.ts'
import { FIELD_GROUPS, fieldWords, isGrouped, whyWords } from './table-words.ts'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import type { Option } from '#ui/form/options.ts'
import styles from './preview.module.css'

type Props = {
  readonly column: ShownColumn
  /** `undefined`: as it was recognised. */
  readonly onField: (field: FieldKey | null | undefined) => void
}

const RETURNING = 'returning'
const FIELD_OPTIONS = FIELD_GROUPS.flatMap(({ words, fields }) =>
  fields.map((key): Option => ({ value: key, label: FIELDS[key].words, group: words })),
)
const NOT_IMPORTED = '不导入（原文保留）'
const fieldOf = (value: string): FieldKey | null => (Object.hasOwn(FIELDS, value) ? (value as FieldKey) : null)

/** One column: its head, what it was taken for, and what stands in it. */
export function ColumnCell({ column, onField }: Props) {
  const { field, why, samples, corrected } = column
  return (
    <li className={styles['column']} data-state={corrected ? 'corrected' : field === null ? 'kept' : 'taken'}>
      <FieldChoice column={column} onField={onField} />
      {field !== null && why !== null && !corrected && <p className={styles['because']}>{whyWords(why)}</p>}
      {corrected && (
        <p className={styles['corrected']} data-tone="info">
          <StatusIcon shape="check" tone="info" />
          已更正
          <Button variant="text" title="恢复为系统识别的结果" onClick={() => onField(undefined)}>
            恢复
          </Button>
        </p>
      )}
      <ul className={styles['samples']} aria-label="样例">
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

/** The field a column becomes. Some fifty of these stand on a page. */
function FieldChoice({ column: { header, field, isReturning }, onField }: Props) {
  const added: Option[] = isReturning
    ? [{ value: RETURNING, label: '正在恢复识别结果…' }]
    : field !== null && !isGrouped(field)
      ? [{ value: field, label: fieldWords(field) }]
      : []
  return (
    <ChoiceField
      plain
      label={header === '' ? '（没有表头）' : header}
      empty={NOT_IMPORTED}
      options={[...added, ...FIELD_OPTIONS]}
      value={isReturning ? RETURNING : field}
      onChange={(value) => onField(fieldOf(value ?? ''))}
    />
  )
}
