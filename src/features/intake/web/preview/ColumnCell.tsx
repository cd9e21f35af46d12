import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { FIELDS, type FieldKey } from '../../domain/columns/fields.ts'
import { COMPLAINANTS_COLUMN, type ColumnMeaning } from '../../domain/read/recognised.ts'
import type { ShownColumn } from './choice-edits.ts'
import { FIELD_GROUPS, fieldWords, isGrouped, whyWords } from './table-words.ts'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import type { Option } from '#ui/form/options.ts'
import styles from './preview.module.css'

type Props = {
  readonly column: ShownColumn
  /** `undefined`: as it was recognised. */
  readonly onField: (field: ColumnMeaning | undefined) => void
}

const RETURNING = 'returning'
const FIELD_OPTIONS = FIELD_GROUPS.flatMap(({ words, fields }) =>
  fields.map((key): Option => ({ value: key, label: FIELDS[key].words, group: words })),
)
const NOT_IMPORTED = '不导入（原文保留）'
const SEALED_OPTION: Option = { value: COMPLAINANTS_COLUMN, label: '举报人信息，密封' }
const meaningOf = (value: string): ColumnMeaning =>
  value === COMPLAINANTS_COLUMN ? COMPLAINANTS_COLUMN : Object.hasOwn(FIELDS, value) ? (value as FieldKey) : null

/** One column: its head, what it was taken for, and what stands in it. */
export function ColumnCell({ column, onField }: Props) {
  const { field, corrected } = column
  if (column.sealed?.by === 'head') return <SealedCell header={column.header} />
  return (
    <li className={styles['column']} data-state={corrected ? 'corrected' : field === null ? 'kept' : 'taken'}>
      <FieldChoice column={column} onField={onField} />
      <Because column={column} />
      {corrected && (
        <p className={styles['corrected']} data-tone="info">
          <StatusIcon shape="check" tone="info" />
          已更正
          <Button variant="text" title="恢复为系统识别的结果" onClick={() => onField(undefined)}>
            恢复
          </Button>
        </p>
      )}
      <Samples column={column} />
    </li>
  )
}

const sealedIn = ({ field, corrected, sealed }: ShownColumn) => (field === null && (!corrected || sealed?.by === 'person') ? sealed : null)
const SEALED_BECAUSE: Readonly<Record<NonNullable<ShownColumn['sealed']>['by'], string>> = {
  head: '因列头是举报人信息',
  beside: '与举报人的列相邻，没有写是谁的',
  cells: '内容是身份证号',
  person: '您指定为举报人信息',
}

/** Why a column was taken for what it is. */
function Because({ column }: Pick<Props, 'column'>) {
  const { field, why, corrected } = column
  const sealed = sealedIn(column)
  if (sealed) return <p className={styles['because']}>{SEALED_BECAUSE[sealed.by]}，将加密封存；不是举报人的，请在上面改选</p>
  return field !== null && why !== null && !corrected ? <p className={styles['because']}>{whyWords(why)}</p> : null
}

function Samples({ column }: Pick<Props, 'column'>) {
  const { samples } = column
  return (
    <ul className={styles['samples']} aria-label="样例">
      {samples.map((sample) => (
        <li key={sample} title={sample}>
          {sample}
        </li>
      ))}
      {samples.length === 0 && <li className="ui-quiet">{sealedIn(column) ? '（内容不显示）' : '（这一列是空的）'}</li>}
    </ul>
  )
}

/** A column of a complainant by its own head: nobody makes it anything else. */
const SealedCell = ({ header }: { readonly header: string }) => (
  <li className={styles['column']} data-state="kept">
    <b>{header}</b>
    <p className={styles['because']}>举报人信息，将加密封存，不导入台账</p>
    <ul className={styles['samples']} aria-label="样例">
      <li className="ui-quiet">（内容不显示）</li>
    </ul>
  </li>
)

/** The field a column becomes. Some fifty of these stand on a page. */
function FieldChoice({ column, onField }: Props) {
  const { header, field, isReturning } = column
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
      options={[...added, SEALED_OPTION, ...FIELD_OPTIONS]}
      value={isReturning ? RETURNING : sealedIn(column) ? COMPLAINANTS_COLUMN : field}
      onChange={(value) => onField(meaningOf(value ?? ''))}
    />
  )
}
