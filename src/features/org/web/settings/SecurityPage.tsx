import { useQuery } from '@tanstack/react-query'
import { minuteWords } from '#kernel/instants.ts'
import { SECURITY_PAGE } from '#kernel/rooms/org-settings.ts'
import { ErrorBanner, ErrorState, NoticeBand, ProgressBar } from '#ui/feedback/states.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { useCan } from '../current-user.ts'
import { securityNoticesQuery } from '../org-queries.ts'
import { AllTokens } from '../accounts/AllTokens.tsx'
import { SettingCard } from './SettingCard.tsx'
import { settingsQuery } from './settings-queries.ts'
import { ownPage } from './setting-words.ts'
import styles from './settings.module.css'

/** How often a password may be tried, and what it must be; above it what should be looked at now. */
export function SecurityPage() {
  const { data, error, refetch } = useQuery(settingsQuery)
  const may = useCan('org.save-security')
  const retry = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={retry} /> : <ProgressBar text="正在读取设置" />
  return (
    <div className={styles['page']}>
      <PageHeader
        title="登录与密码"
        about="范围按等级保护三级的通行要求，可以更严，不能更宽。每次保存都留下一个版本，注明谁改的、为什么。"
      />
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={retry} />}
      {may && <Notices />}
      <div className={styles['list']}>
        {data.settings
          .filter(({ key }) => ownPage(key) === SECURITY_PAGE)
          .map((setting) => (
            <SettingCard key={setting.key} setting={setting} scopes={data.scopes} may={may} />
          ))}
      </div>
      {may && <AllTokens />}
    </div>
  )
}

function Notices() {
  const { data, error, refetch } = useQuery(securityNoticesQuery)
  if (!data) return error ? <ErrorBanner message={error.message} onRetry={() => void refetch()} /> : null
  return (
    <>
      {data.isPlain && (
        <NoticeBand shape="triangle" tone="warn">
          您与服务器之间没有加密，密码可能在网络上被看到。请配置证书（BIHUAN_TLS_CERT、BIHUAN_TLS_KEY）或可信代理（BIHUAN_TRUSTED_PROXIES），再用
          https 访问
        </NoticeBand>
      )}
      {data.noFactor && (
        <NoticeBand shape="triangle" tone="warn">
          没有哪个角色须用两步验证：密码被人知道，就能登录。请在“哪些角色须用两步验证”里选择，至少包括管理员、签字人员和查阅举报信息的人
        </NoticeBand>
      )}
      {data.spared.map(({ person, login, name, usedAt }) => (
        <NoticeBand key={login} shape="triangle" tone="warn" act={<ButtonLink to={`/org/people?person=${person}`}>查看人员</ButtonLink>}>
          {name}（{login}）自 {minuteWords(usedAt)} 起没有登录过；因是最后一名管理员，没有停用
        </NoticeBand>
      ))}
      {data.alarms.map(({ person, login, name, at, failures }) => (
        <NoticeBand key={login} shape="triangle" tone="alarm" act={<ButtonLink to={`/org/people?person=${person}`}>查看人员</ButtonLink>}>
          {name}（{login}）的登录在一小时内失败 {failures} 次，{minuteWords(at)} 起已暂停；本人从来过的地址仍可登录
        </NoticeBand>
      ))}
    </>
  )
}
