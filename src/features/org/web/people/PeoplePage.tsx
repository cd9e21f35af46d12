import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ROLES, ROLE_WORDS } from '#kernel/roles.ts'
import { type PersonId, UnitId } from '#kernel/rooms/org.ts'
import { EmptyState, ErrorState } from '#ui/feedback/states.tsx'
import { OrgTabs } from '../OrgTabs.tsx'
import { AdminsMissing } from './AdminsMissing.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'
import { UnitField } from '../units/UnitField.tsx'
import { useCan } from '../current-user.ts'
import { peopleQuery } from '../org-queries.ts'
import { usePeopleState } from './usePeopleState.ts'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { Pager } from '#ui/list/Pager.tsx'
import { SearchBox } from '#ui/list/SearchBox.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import styles from './PeoplePage.module.css'

const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))
const STATES = [
  { value: 'active', label: '在任' },
  { value: 'ended', label: '已离任' },
  { value: 'all', label: '全部' },
] as const
const SIZE = 50

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
      <PageHeader title="人员">
        {may && (
          <Button variant="primary" onClick={() => setAdding(true)}>
            新增人员
          </Button>
        )}
      </PageHeader>
      <AdminsMissing />
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
  const page = Number(wanted.page ?? 1)
  if (data.total === 0)
    return (
      <EmptyState title="没有找到人员">
        <p>换个姓名、拼音首字母或单位试试，或放宽筛选条件。</p>
      </EmptyState>
    )
  return (
    <>
      <PeopleTable rows={data.rows} chosen={person} dim={isPlaceholderData} onChoose={(id) => change({ person: id })} />
      <Pager
        className={styles['pager']}
        total={data.total}
        page={page}
        size={SIZE}
        words={`第 ${(page - 1) * SIZE + 1}—${Math.min(page * SIZE, data.total)} 人，共 ${data.total} 人`}
        onPage={(next) => change({ page: String(next) })}
      />
    </>
  )
}

type FilterProps = Pick<State, 'wanted' | 'change'>
function Filters({ wanted, change }: FilterProps) {
  const { q = '', unit, role, state = 'active' } = wanted
  return (
    <div className={styles['filters']}>
      <SearchBox
        label="查找人员"
        placeholder="姓名、拼音首字母、职务、电话"
        className={styles['search']}
        value={q}
        onSearch={(next) => change({ q: next, page: undefined }, true)}
      />
      <UnitField
        label="单位（含下级）"
        labelHidden
        className={styles['unit']}
        placeholder="单位（含下级）"
        clearable
        value={UnitId.safeParse(unit).data ?? null}
        onChange={(next) => change({ unit: next ?? undefined, page: undefined })}
      />
      <ChoiceField
        label="角色"
        labelHidden
        className={styles['role']}
        empty="角色"
        options={ROLE_OPTIONS}
        value={role}
        onChange={(next) => change({ role: next ?? undefined, page: undefined })}
      />
      <ChoiceField
        label="在任情况"
        labelHidden
        className={styles['state']}
        clearable={false}
        options={STATES}
        value={state}
        onChange={(next) => change({ state: next ?? undefined, page: undefined })}
      />
    </div>
  )
}
