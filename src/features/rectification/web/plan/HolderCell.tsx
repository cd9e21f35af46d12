import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import { PersonField, type Picked } from '#features/org/web/people/PersonField.tsx'
import { UnitField } from '#features/org/web/units/UnitField.tsx'
import { unitsQuery } from '#features/org/web/org-queries.ts'
import { cellName } from './cell-spots.ts'
import type { PlanRow } from './plan-draft.ts'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './plan.module.css'

type Props = {
  readonly kind: 'unit' | 'person'
  readonly at: number
  readonly row: PlanRow
  readonly onEdit: (change: Partial<PlanRow>) => void
}
const WORDS = { unit: '责任单位', person: '责任人' } as const

/** A name that opens a list to choose from: two hundred lists that nobody opens cost nothing. */
export function HolderCell({ kind, at, row, onEdit }: Props) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const held = row[kind]
  const typed = kind === 'unit' ? row.unitTyped : row.personTyped
  const close = () => {
    setOpen(false)
    setTimeout(() => button.current?.focus())
  }
  if (isOpen) return <Choosing kind={kind} at={at} row={row} onEdit={onEdit} onClose={close} onLeave={() => setOpen(false)} />
  return (
    <>
      <PlainButton
        ref={button}
        className={held ? styles['cell'] : `${styles['cell']} ${styles['none']}`}
        data-cell={cellName({ row: at, column: kind })}
        aria-label={`第 ${at + 1} 条${WORDS[kind]}：${held?.name ?? '未指定'}`}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === 'Delete' && !event.ctrlKey && held) onEdit(kind === 'unit' ? { unit: null } : { person: null })
        }}
      >
        {held?.name ?? '选择'}
      </PlainButton>
      {typed && (
        <p className={styles['cellMore']} data-tone="alarm">
          “{typed}”不在名册中
          <Button variant="text" onClick={() => onEdit(kind === 'unit' ? { unitTyped: '' } : { personTyped: '' })}>
            清除
          </Button>
        </p>
      )}
    </>
  )
}

type ChoosingProps = Props & { readonly onClose: () => void; readonly onLeave: () => void }

function Choosing({ kind, at, row, onEdit, onClose, onLeave }: ChoosingProps) {
  const { data: units = [] } = useQuery(unitsQuery)
  const pickUnit = (id: UnitId | null) => {
    const unit = units.find((one) => one.id === id)
    onEdit({ unit: unit ? { id: unit.id, name: unit.shortName ?? unit.name } : null, unitTyped: '' })
    onClose()
  }
  const pickPerson = (person: Picked | null) => {
    onEdit({ person, personTyped: '' })
    onClose()
  }
  const label = `第 ${at + 1} 条${WORDS[kind]}`
  return (
    <div
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave()
      }}
    >
      {kind === 'unit' ? (
        <UnitField label={label} labelHidden opened value={row.unit?.id ?? null} onChange={pickUnit} placeholder="名称或首字母" clearable />
      ) : (
        <PersonField label={label} labelHidden opened value={row.person} onChange={pickPerson} placeholder="姓名或首字母" />
      )}
    </div>
  )
}
