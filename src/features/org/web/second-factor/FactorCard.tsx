import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { call } from '#ui/api-client.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { type SecondFactor, dropFactorEndpoint, renewRecoveryCodesEndpoint } from '../../second-factor.contract.ts'
import card from '../accounts/AccountPage.module.css'
import { ORG, secondFactorQuery } from '../org-queries.ts'
import { CodeField } from './CodeForm.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { SetUpFactor } from './SetUpFactor.tsx'
import styles from './factor.module.css'

type Doing = 'set-up' | 'renew' | 'drop'

/** The second factor of whoever is logged in: put into use, moved to another phone, its recovery codes. */
export function FactorCard({ name }: { readonly name: string }) {
  const { data, error, refetch } = useQuery(secondFactorQuery)
  const client = useQueryClient()
  const [doing, setDoing] = useState<Doing>()
  const [codes, setCodes] = useState<readonly string[]>()
  const done = (fresh?: readonly string[]) => {
    setDoing(undefined)
    setCodes(fresh)
    void client.invalidateQueries({ queryKey: ORG })
  }
  return (
    <section className={card['card']} aria-label="两步验证">
      <h2>两步验证</h2>
      {error && !data && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
      {codes && <RecoveryCodes codes={codes} name={name} done="已保存" onDone={() => setCodes(undefined)} />}
      {data && !codes && <FactorState factor={data} doing={doing} onDo={setDoing} />}
      {doing === 'set-up' && <SetUpFactor onDone={done} />}
      {(doing === 'renew' || doing === 'drop') && <WithCode doing={doing} onDone={done} />}
      {doing && <Button onClick={() => setDoing(undefined)}>取消</Button>}
    </section>
  )
}

const FEW = 3
type StateProps = { readonly factor: SecondFactor; readonly doing: Doing | undefined; readonly onDo: (doing: Doing) => void }
function FactorState({ factor: { since, isNeeded, recoveryCodes }, doing, onDo }: StateProps) {
  if (since === null)
    return (
      <>
        <p>
          <StatusWord word="没有启用" shape="dash" tone="muted" />
        </p>
        <p className="ui-quiet">启用后，登录时除密码外再输手机上的 6 位验证码，密码被人知道也进不来。</p>
        {!doing && <Button onClick={() => onDo('set-up')}>启用……</Button>}
      </>
    )
  return (
    <>
      <p>
        <StatusWord word={`${minuteWords(since)} 启用`} shape="check" tone="good" />
      </p>
      <p className={recoveryCodes < FEW ? '' : 'ui-quiet'}>
        恢复码还剩 {recoveryCodes} 个{recoveryCodes < FEW && '，请更换'}。
      </p>
      {!doing && (
        <div className={styles['line']}>
          <Button onClick={() => onDo('renew')}>更换恢复码……</Button>
          <Button onClick={() => onDo('set-up')}>换手机……</Button>
          {!isNeeded && <Button onClick={() => onDo('drop')}>停用……</Button>}
        </div>
      )}
    </>
  )
}

type WithCodeProps = { readonly doing: 'renew' | 'drop'; readonly onDone: (codes?: readonly string[]) => void }
/** What is done only with a code in hand. */
function WithCode({ doing, onDone }: WithCodeProps) {
  const [code, setCode] = useState('')
  const { busy, error, run } = useSaving()
  const go = () =>
    run(async () => {
      if (doing === 'renew') onDone((await call(renewRecoveryCodesEndpoint, {}, { code })).recoveryCodes)
      else {
        await call(dropFactorEndpoint, {}, { code })
        onDone()
      }
    })
  return (
    <div className={styles['check']}>
      {error && <ErrorBanner message={error} />}
      <p className="ui-quiet">{doing === 'renew' ? '原来的恢复码全部作废。' : '停用后登录只需密码。'}</p>
      <CodeField value={code} onChange={setCode} />
      <Button variant={doing === 'drop' ? 'danger' : 'primary'} loading={busy} disabled={code.trim().length < 6} onClick={() => void go()}>
        {doing === 'renew' ? '更换恢复码' : '停用两步验证'}
      </Button>
    </div>
  )
}
