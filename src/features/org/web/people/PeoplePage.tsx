import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ROLES, ROLE_WORDS } from '#kernel/roles.ts'
import { type PersonId, UnitId } from '#kernel/rooms/org.ts'
import { EmptyState, ErrorState } from '#ui/feedback/states.tsx'
import { OrgTabs } from '../OrgTabs.tsx'
import { PageHead } from '../PageHead.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'
import { UnitPicker } from '../units/UnitPicker.tsx'
import { useCan } from '../current-user.ts'
import { peopleQuery } from '../org-queries.ts'
import { usePeopleState } from './usePeopleState.ts'
import { Button } from '#ui/form/Button.tsx'

const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))
const STATES = [
  { value: 'active', label: '在任' },
  { value: 'ended', label: '已离任' },
  { value: 'all', label: '全部' },
]
const SIZE = 50
const PAUSE_MS = 250

export function PeoplePage() {
  const { wanted, person, change } = usePeopleState()
  const may = useCan('org.save-person')
  const [adding, setAdding] = useState(false)
  const close = () => {
    setAdding(false)
    change({ person: undefined })
  }
  const open = (id: PersonId) => {
    setAdding(false)
    change({ person: id })
  }
  return (
    <>
      <OrgTabs />
      <PageHead title="人员">
        {may && (
          <Button variant="primary" onClick={() => setAdding(true)}>
            新增人员
          </Button>
        )}
      </PageHead>
      <Filters wanted={wanted} change={change} />
      <Found wanted={wanted} person={person} change={change} />
      {(adding || person) && (
        <PersonDrawer key={adding ? 'new' : person} person={adding ? undefined : person} onAdded={open} onClose={close} />
      )}
    </>
  )
}

type State = ReturnType<typeof usePeopleState>
function Found({ wanted, person, change }: State) {
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...peopleQuery({ ...wanted, size: SIZE }),
    placeholderData: keepPreviousData,
  })
  if (error && !data) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.total === 0)
    return (
      <EmptyState title="没有找到人员">
        <p>换个姓名、拼音首字母或单位试试，或放宽筛选条件。</p>
      </EmptyState>
    )
  return (
    <>
      <PeopleTable rows={data.rows} chosen={person} dim={isPlaceholderData} onChoose={(id) => change({ person: id })} />
      <Pager total={data.total} page={Number(wanted.page ?? 1)} change={change} />
    </>
  )
}

type FilterProps = Pick<State, 'wanted' | 'change'>
function Filters({ wanted, change }: FilterProps) {
  const { q = '', unit, role, state = 'active' } = wanted
  return (
    <div className="org-filters">
      <Search q={q} onSearch={(next) => change({ q: next, page: undefined }, true)} />
      <div style={{ width: 220 }}>
        <UnitPicker
          label="单位（含下级）"
          placeholder="单位（含下级）"
          allowClear
          value={UnitId.safeParse(unit).data ?? null}
          onPick={(next) => change({ unit: next ?? undefined, page: undefined })}
        />
      </div>
      <Select
        style={{ width: 130 }}
        aria-label="角色"
        placeholder="角色"
        allowClear
        options={ROLE_OPTIONS}
        value={role}
        onChange={(next: string | undefined) => change({ role: next, page: undefined })}
      />
      <Select
        style={{ width: 100 }}
        aria-label="在任情况"
        options={STATES}
        value={state}
        onChange={(next) => change({ state: next, page: undefined })}
      />
    </div>
  )
}

/** Asks a moment after the last key; follows the address when one goes back. */
function Search({ q, onSearch }: { readonly q: string; readonly onSearch: (q: string) => void }) {
  const [typed, setTyped] = useState(q)
  const [previous, setPrevious] = useState(q)
  if (previous !== q) {
    setPrevious(q)
    if (typed.trim() !== q) setTyped(q)
  }
  const latest = useRef(onSearch)
  useEffect(() => {
    latest.current = onSearch
  })
  useEffect(() => {
    if (typed.trim() === q) return undefined
    const timer = setTimeout(() => latest.current(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, q])
  return (
    <Input
      style={{ width: 240 }}
      aria-label="查找人员"
      placeholder="姓名、拼音首字母、职务、电话"
      allowClear
      maxLength={40}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

type PagerProps = { readonly total: number; readonly page: number; readonly change: State['change'] }
function Pager({ total, page, change }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / SIZE))
  return (
    <nav className="org-pager" aria-label="翻页">
      <span className="ui-quiet">
        第 {(page - 1) * SIZE + 1}—{Math.min(page * SIZE, total)} 人，共 {total} 人
      </span>
      {pages > 1 && (
        <span className="org-inline" style={{ margin: 0 }}>
          <Button disabled={page <= 1} onClick={() => change({ page: String(page - 1) })}>
            上一页
          </Button>
          {page} / {pages}
          <Button disabled={page >= pages} onClick={() => change({ page: String(page + 1) })}>
            下一页
          </Button>
        </span>
      )}
    </nav>
  )
}
