import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LookbackId, LookbackItemId } from '#kernel/rooms/lookback.ts'
import type { UnitId } from '#kernel/rooms/org.ts'
import { call } from '#ui/api-client.ts'
import { PersonField, type Picked } from '#features/org/web/people/PersonField.tsx'
import { UnitField } from '#features/org/web/units/UnitField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { assignEndpoint } from '../../lookback.contract.ts'
import { LOOKBACK } from '../lookback-queries.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'

type Props = {
  readonly lookbackId: LookbackId
  readonly items: readonly { readonly id: LookbackItemId; readonly version: number }[]
  readonly onClose: () => void
  readonly onDone: (message: string) => void
}
const KINDS = [
  ['unit', '单位'],
  ['person', '个人'],
  ['nobody', '收回'],
] as const

type Kind = (typeof KINDS)[number][0]

/** Gives the ticked items to a unit or a person, all or none. */
export function AssignDialog({ lookbackId, items, onClose, onDone }: Props) {
  const client = useQueryClient()
  const [kind, setKind] = useState<Kind>('unit')
  const [unit, setUnit] = useState<UnitId | null>(null)
  const [person, setPerson] = useState<Picked | null>(null)
  const { busy, error, run } = useSaving()
  const to = { unitId: kind === 'unit' ? unit : null, personId: kind === 'person' ? (person?.id ?? null) : null }
  const isReady = kind === 'nobody' || to.unitId !== null || to.personId !== null
  const save = async () => {
    const isDone = await run(() => call(assignEndpoint, { lookbackId }, { items: [...items], ...to }))
    void client.invalidateQueries({ queryKey: LOOKBACK })
    if (isDone) onDone(kind === 'nobody' ? `已收回 ${items.length} 项` : `已分派 ${items.length} 项`)
  }
  return (
    <Dialog
      width="small"
      title={`分派 ${items.length} 项`}
      okText={kind === 'nobody' ? '收回' : '分派'}
      disabled={!isReady}
      busy={busy}
      error={error}
      onOk={() => void save()}
      onClose={onClose}
    >
      <RadioField label="由谁核查" value={kind} options={pairsAsOptions(KINDS)} onChange={setKind} />
      <Whom kind={kind} unit={unit} person={person} onUnit={setUnit} onPerson={setPerson} />
      <p className="ui-quiet">
        {kind === 'nobody' ? '收回后这些事项回到“未分派”。' : '责任单位不能核查自己的问题；被分派的单位在处理完之前可以查看该问题。'}
      </p>
    </Dialog>
  )
}

type WhomProps = {
  readonly kind: Kind
  readonly unit: UnitId | null
  readonly person: Picked | null
  readonly onUnit: (unit: UnitId | null) => void
  readonly onPerson: (person: Picked | null) => void
}

function Whom({ kind, unit, person, onUnit, onPerson }: WhomProps) {
  if (kind === 'nobody') return null
  if (kind === 'person') return <PersonField label="核查人" value={person} onChange={onPerson} />
  return <UnitField label="核查单位" help="该单位的承办人、负责人、验收人都可以登记结果" value={unit} onChange={onUnit} />
}
