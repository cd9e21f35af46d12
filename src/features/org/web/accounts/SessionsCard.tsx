import { useQuery, useQueryClient } from '@tanstack/react-query'
import { minuteWords } from '#kernel/instants.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { type SessionLine, endOwnSessionEndpoint } from '../../session.contract.ts'
import { ownSessionsQuery } from '../org-queries.ts'
import factor from '../second-factor/factor.module.css'
import styles from './AccountPage.module.css'
import { deviceWords } from '../../domain/device-words.ts'

/** Where I am logged in; what is not mine I end at once. */
export function SessionsCard() {
  const { data, error, refetch } = useQuery(ownSessionsQuery)
  const client = useQueryClient()
  const { busy, error: refused, run } = useSaving()
  const end = (mark: string) =>
    run(async () => {
      await call(endOwnSessionEndpoint, { mark }, {})
      await client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })
    })
  return (
    <section className={styles['card']} aria-label="我的登录">
      <h2>我的登录</h2>
      {error && !data && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
      {refused && <ErrorBanner message={refused} />}
      <ul className={factor['sessions']}>
        {data?.map((line) => (
          <li key={line.mark}>
            <SessionWords line={line} />
            {line.isOwn ? (
              <span className="ui-quiet">就是这里</span>
            ) : (
              <Button loading={busy} onClick={() => void end(line.mark)}>
                结束
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="ui-quiet">不认识的登录请立即结束，修改密码，并告知系统管理员。</p>
    </section>
  )
}

/** Device, address, since when and when last used. */
export const SessionWords = ({ line: { kind, agent, address, since, lastUsed } }: { readonly line: SessionLine }) => (
  <div>
    <b>{kind === 'command' ? '命令行' : deviceWords(agent)}</b>
    <p className="ui-quiet">
      {address && `${address}，`}
      {minuteWords(since)} 登录，最近 {minuteWords(lastUsed).slice(-5)}
    </p>
  </div>
)
