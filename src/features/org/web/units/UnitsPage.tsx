import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useMemo, useState } from 'react'
import { EmptyState, ErrorState } from '#ui/feedback/states.tsx'
import type { Unit } from '../../org.contract.ts'
import { OrgTabs } from '../OrgTabs.tsx'
import { PageHead } from '../PageHead.tsx'
import { type Editing, UnitEditor } from './UnitEditor.tsx'
import { UnitTree } from './UnitTree.tsx'
import { useCan } from '../current-user.ts'
import { unitsQuery } from '../org-queries.ts'
import { findsUnit, withAbove } from './unit-tree.ts'
import { Button } from '#ui/form/Button.tsx'

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
      <PageHead title="单位" about={`现有 ${units.filter(({ endedOn }) => endedOn === null).length} 个单位`}>
        <label className="org-check">
          <input type="checkbox" checked={withEnded} onChange={(event) => setWithEnded(event.target.checked)} /> 含已停用
        </label>
        <Input
          style={{ width: 220 }}
          aria-label="查找单位"
          placeholder="名称、简称、别名或拼音首字母"
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {may && root && (
          <Button variant="primary" onClick={() => setEditing({ under: root })}>
            新增单位
          </Button>
        )}
      </PageHead>
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
