import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ROLE_WORDS } from '#kernel/roles.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { Fact, Facts } from '#ui/page/Section.tsx'
import { FactorCard } from '../second-factor/FactorCard.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SessionsCard } from './SessionsCard.tsx'
import { TokensPart } from './TokensPart.tsx'
import { useCurrentUser } from '../current-user.ts'
import { passwordNeedsQuery } from '../org-queries.ts'
import styles from './AccountPage.module.css'

/** Who I am here, my password and second factor, and where I am logged in. */
export function AccountPage() {
  const { name, post, unit, roles, passwordDaysLeft } = useCurrentUser()
  const [changed, setChanged] = useState(false)
  const { data: needs, error, refetch } = useQuery(passwordNeedsQuery)
  const client = useQueryClient()
  const onDone = () => {
    setChanged(true)
    void client.invalidateQueries()
  }
  const rows = [
    ['姓名', name],
    ['单位', unit.name],
    ['职务', post ?? '—'],
    ['密码', passwordDaysLeft > 0 ? `${passwordDaysLeft} 天后须更换` : '须更换'],
    ['今天的角色', roles.map((role) => ROLE_WORDS[role]).join('、') || '—'],
  ]
  return (
    <>
      <PageHeader title="账号与登录" />
      <div className={styles['cards']}>
        <section className={styles['card']}>
          <h2>我的信息</h2>
          <Facts long>
            {rows.map(([label = '', value]) => (
              <Fact key={label} name={label}>
                {value}
              </Fact>
            ))}
          </Facts>
          <p className="ui-quiet">信息有误，请联系专班或系统管理员修改。</p>
        </section>
        <section className={styles['card']}>
          <h2>修改密码</h2>
          {changed && (
            <p role="status">
              <StatusWord word="密码已修改，其他地方的登录已经退出" shape="check" tone="good" />
            </p>
          )}
          {error && !needs && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
          {needs && <PasswordForm needs={needs} onDone={onDone} />}
        </section>
        <FactorCard name={name} />
        <SessionsCard />
        <TokensPart />
      </div>
    </>
  )
}
