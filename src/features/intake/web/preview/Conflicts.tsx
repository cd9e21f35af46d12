import type { PreviewRow } from '../../intake.contract.ts'
import type { ChoicesState } from './useChoices.ts'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import styles from './preview.module.css'

/** In how many places a file says otherwise than people decided here, with one choice for all of them. */
export function ConflictsNote({ count, choices: { now, edit } }: { readonly count: number; readonly choices: ChoicesState }) {
  return (
    <p className={styles['conflicts']}>
      <StatusIcon shape="question" tone="doubt" /> 有 {count} 处与本系统中由人员确定的内容不同，按本系统的保留；要采用表格的，在各行勾选，或
      <CheckboxField label="全部采用表格的" value={now.takesAll === true} onChange={(areTaken) => edit({ on: 'conflicts', areTaken })} />
    </p>
  )
}

/** What a person decided of this problem and the sheet says otherwise: ours stays unless the sheet's is chosen. */
export function Conflicts({
  row: { matterId, conflicts },
  choices: { now, edit },
}: {
  readonly row: PreviewRow
  readonly choices: ChoicesState
}) {
  if (matterId === null || conflicts.length === 0) return null
  const isTaken = (key: string) => now.takesAll === true || (now.taken ?? []).some((one) => one.matterId === matterId && one.key === key)
  return (
    <ul className={styles['conflicts']} aria-label="与本系统不同">
      {conflicts.map(({ key, label, before, after }) => (
        <li key={key}>
          <span className="ui-quiet">{label}</span> 本系统：{before || '（空）'}　表格：{after || '（空）'}
          <CheckboxField
            label="采用表格的"
            value={isTaken(key)}
            disabled={now.takesAll === true}
            onChange={(taken) => edit({ on: 'conflict', matterId, key, isTaken: taken })}
          />
        </li>
      ))}
    </ul>
  )
}
