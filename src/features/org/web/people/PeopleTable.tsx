import type { PersonId } from '#kernel/rooms/org.ts'
import { ROLE_WORDS, isAdminRole } from '#kernel/roles.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import type { PersonRow } from '../../org.contract.ts'
import { Button } from '#ui/form/Button.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import styles from './PeopleTable.module.css'

type Props = {
  readonly rows: readonly PersonRow[]
  readonly chosen: PersonId | undefined
  /** Still the rows of the question before. */
  readonly dim: boolean
  readonly onChoose: (person: PersonId) => void
}

export function PeopleTable({ rows, chosen, dim, onChoose }: Props) {
  const withAccounts = rows.some(({ account }) => account !== undefined)
  return (
    <div className={dim ? styles['dim'] : undefined}>
      <DataTable
        label="人员"
        narrow
        columns={withAccounts ? [...COLUMNS, ACCOUNT] : COLUMNS}
        rows={rows}
        rowId={({ id }) => id}
        isOver={({ endedOn }) => endedOn !== null}
        isChosen={({ id }) => id === chosen}
        onChoose={({ id }) => onChoose(id)}
      />
    </div>
  )
}

const COLUMNS: readonly TableColumn<PersonRow>[] = [
  { key: 'name', title: '姓名', width: '18%', render: (row) => <Name row={row} /> },
  { key: 'unit', title: '单位', render: ({ unit }) => unit.name },
  { key: 'post', title: '职务', onCard: 'off', render: ({ post }) => post },
  { key: 'phone', title: '电话', width: '130px', onCard: 'off', render: ({ phone }) => phone },
  { key: 'roles', title: '今天的角色', width: '30%', render: (row) => <Roles row={row} /> },
]
const ACCOUNT: TableColumn<PersonRow> = {
  key: 'account',
  title: '账号',
  width: '100px',
  onCard: 'off',
  render: ({ account }) => <AccountWord account={account} />,
}

const Name = ({ row: { name, endedOn } }: { readonly row: PersonRow }) => (
  <>
    <Button variant="text">{name}</Button>
    {endedOn !== null && <small>（至 {endedOn}）</small>}
  </>
)

const Roles = ({ row: { roles, unit: own } }: { readonly row: PersonRow }) => (
  <span className={styles['roles']}>
    {roles.map(({ role, unit }) => (
      <span key={role + unit} className={styles['role']} data-admin={isAdminRole(role)} title={`在${unit}`}>
        {ROLE_WORDS[role]}
        {unit !== own.name && `·${unit}`}
      </span>
    ))}
  </span>
)

function AccountWord({ account }: Pick<PersonRow, 'account'>) {
  if (account === 'active') return <StatusWord word="可登录" shape="check" tone="good" />
  if (account === 'disabled') return <StatusWord word="已停用" shape="dash" tone="warn" />
  return <StatusWord word="未开通" shape="ring" tone="muted" />
}
