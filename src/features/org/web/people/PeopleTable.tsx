import type { PersonId } from '#kernel/rooms/org.ts'
import { ROLE_WORDS } from '#kernel/roles.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import type { PersonRow } from '../../org.contract.ts'
import { Button } from '#ui/form/Button.tsx'

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
    <div className="org-scroll" style={dim ? { opacity: 0.6 } : undefined}>
      <table className="org-table">
        <thead>
          <tr>
            <th>姓名</th>
            <th>单位</th>
            <th className="org-wide">职务</th>
            <th className="org-wide">电话</th>
            <th>今天的角色</th>
            {withAccounts && <th className="org-wide">账号</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-ended={row.endedOn !== null} aria-selected={row.id === chosen} onClick={() => onChoose(row.id)}>
              <td className="nowrap">
                <Button variant="text">{row.name}</Button>
                {row.endedOn !== null && <small>（至 {row.endedOn}）</small>}
              </td>
              <td>{row.unit.name}</td>
              <td className="org-wide">{row.post}</td>
              <td className="org-wide nowrap">{row.phone}</td>
              <td>
                <span className="org-roles">
                  {row.roles.map(({ role, unit }) => (
                    <span key={role + unit} className="org-role" data-admin={role === 'system_admin'} title={`在${unit}`}>
                      {ROLE_WORDS[role]}
                      {unit !== row.unit.name && `·${unit}`}
                    </span>
                  ))}
                </span>
              </td>
              {withAccounts && (
                <td className="org-wide">
                  <AccountWord account={row.account} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AccountWord({ account }: Pick<PersonRow, 'account'>) {
  if (account === 'active') return <StatusWord word="可登录" shape="check" tone="good" />
  if (account === 'disabled') return <StatusWord word="已停用" shape="dash" tone="warn" />
  return <StatusWord word="未开通" shape="ring" tone="muted" />
}
