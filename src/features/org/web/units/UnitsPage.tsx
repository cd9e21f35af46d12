import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { EmptyState, ErrorState } from '#ui/feedback/states.tsx'
import type { Unit } from '../../org.contract.ts'
import { OrgTabs } from '../OrgTabs.tsx'
import { type Editing, UnitEditor } from './UnitEditor.tsx'
import { UnitTree } from './UnitTree.tsx'
import { useCan } from '../current-user.ts'
import { unitsQuery } from '../org-queries.ts'
import { findsUnit, withAbove } from './unit-tree.ts'
import { Button } from '#ui/form/Button.tsx'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import styles from './UnitsPage.module.css'

/** What the drawer is open for: a unit, or a new one under another. */
export function UnitsPage() {
  const { data: units, error, refetch } = useQuery(unitsQuery)
  if (error && !units) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  return (
    <>
      <OrgTabs />
      {units && <Units units={units} />}
    </>
  )
}

function Units({ units }: { readonly units: readonly Unit[] }) {
  const may = useCan('org.save-unit')
  const [typed, setTyped] = useState('')
  const [withEnded, setWithEnded] = useState(false)
  const [editing, setEditing] = useState<Editing>()
  const visible = useMemo(
    () => withAbove(units, (unit) => (withEnded || unit.endedOn === null) && findsUnit(unit, typed)),
    [units, typed, withEnded],
  )
  const root = units.find(({ parentId }) => parentId === null)
  return (
    <>
      <PageHeader title="单位" about={`现有 ${units.filter(({ endedOn }) => endedOn === null).length} 个单位`}>
        <CheckboxField label="含已停用" value={withEnded} onChange={setWithEnded} />
        <TextField
          type="search"
          label="查找单位"
          labelHidden
          className={styles['search']}
          placeholder="名称、简称、别名或拼音首字母"
          value={typed}
          onChange={setTyped}
        />
        {may && root && (
          <Button variant="primary" onClick={() => setEditing({ under: root })}>
            新增单位
          </Button>
        )}
      </PageHeader>
      {visible.length === 0 ? (
        <EmptyState title="没有找到单位">
          <p>换个简称或拼音首字母试试。</p>
        </EmptyState>
      ) : (
        <UnitTree units={visible} isSearch={typed.trim() !== ''} may={may} onEdit={setEditing} />
      )}
      {editing && <UnitEditor editing={editing} units={units} onClose={() => setEditing(undefined)} />}
    </>
  )
}
