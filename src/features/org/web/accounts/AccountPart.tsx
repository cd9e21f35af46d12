import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import type { LogInWay } from '#kernel/rooms/org-tables.ts'
import type { Person } from '../../org.contract.ts'
import { resetFactorEndpoint } from '../../second-factor.contract.ts'
import { endSessionsOfPersonEndpoint } from '../../session.contract.ts'
import { openAccountEndpoint, resetPasswordEndpoint, switchAccountEndpoint, unlockAccountEndpoint } from '../../account.contract.ts'
import { noteWaits } from '../activations/activation-words.ts'
import { AccountWay, WAY_OPTIONS } from './AccountWay.tsx'
import { FirstPassword, type Fresh } from './FirstPassword.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { Fact, Facts } from '#ui/page/Section.tsx'
import { sessionsOfQuery } from '../org-queries.ts'
import windows from '../windows.module.css'
import styles from './AccountPart.module.css'
import { SessionWords } from './SessionsCard.tsx'

type Account = NonNullable<Person['account']>
type Props = { readonly person: Person & { readonly account: Account | null }; readonly onChanged: () => void }

/** Opening, resetting and switching off an account; a password is shown once and nowhere else. */
export function AccountPart({ person, onChanged }: Props) {
  const [fresh, setFresh] = useState<Fresh>()
  const onPassword = (account: Fresh) => (setFresh(account), onChanged())
  return (
    <section className={windows['part']}>
      <h3>账号</h3>
      {fresh && <FirstPassword fresh={fresh} onClose={() => setFresh(undefined)} />}
      {person.account === null ? (
        <OpenAccount person={person} onOpened={onPassword} />
      ) : (
        <ExistingAccount person={person} account={person.account} onReset={onPassword} onChanged={onChanged} />
      )}
    </section>
  )
}

function OpenAccount({ person, onOpened }: { readonly person: Person; readonly onOpened: (fresh: Fresh) => void }) {
  const [login, setLogin] = useState('')
  const [way, setWay] = useState<LogInWay | null>(null)
  const { busy, error, errorAt, run } = useSaving(['login'])
  if (person.endedOn !== null) return <p className="ui-quiet">未开通。</p>
  const open = () => run(async () => onOpened(await call(openAccountEndpoint, { person: person.id }, { login, ...(way && { way }) })))
  return (
    <>
      {error && <ErrorBanner message={error} />}
      <div className={styles['open']}>
        <TextField
          label="登录名"
          help="小写字母、数字、点、横线，2 至 40 位"
          autoComplete="off"
          max={40}
          value={login}
          error={errorAt('login')}
          onChange={setLogin}
          onEnter={() => void open()}
        />
        <ChoiceField label="登录方式" empty="按设置" options={WAY_OPTIONS} value={way} onChange={setWay} />
        <Button loading={busy} disabled={login.trim().length < 2} onClick={() => void open()}>
          开通账号
        </Button>
      </div>
    </>
  )
}

/** 10:30, where it lies ahead. */
const lockedTo = ({ lockedUntil }: Account) =>
  lockedUntil !== null && Date.parse(lockedUntil) > Date.now() ? TIME.format(Date.parse(lockedUntil)) : undefined
const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

function AccountState({ account, hasLeft }: { readonly account: Account; readonly hasLeft: boolean }) {
  if (account.isDisabled) return <StatusWord word="已停用" shape="dash" tone="warn" />
  if (hasLeft) return <StatusWord word="已离任，不能登录" shape="dash" tone="warn" />
  const until = lockedTo(account)
  if (until !== undefined) return <StatusWord word={`多次输错密码，锁定到 ${until}`} shape="triangle" tone="alarm" />
  return <StatusWord word={account.mustChange ? '可登录，须先修改初始密码' : '可登录'} shape="check" tone="good" />
}

type ExistingProps = {
  readonly person: Person
  readonly account: Account
  readonly onReset: (fresh: Fresh) => void
  readonly onChanged: () => void
}
type Deed = 'password' | 'factor' | 'sessions'
const DEEDS: Readonly<Record<Deed, readonly [words: string, go: string]>> = {
  password: ['重置后原密码作废，各处登录一并退出。', '确定重置'],
  factor: ['重置后只凭密码登录，角色要求的须重新启用；各处登录一并退出。请先核实是本人。', '确定重置'],
  sessions: ['各处登录立即退出，没有保存的内容仍在其页面上。', '确定结束'],
}

function ExistingAccount({ person: { id, endedOn }, account, onReset, onChanged }: ExistingProps) {
  const [confirming, setConfirming] = useState<Deed>()
  const { busy, error, run } = useSaving()
  const does = (work: () => Promise<unknown>) =>
    run(async () => {
      await work()
      setConfirming(undefined)
      onChanged()
    })
  const acts: Readonly<Record<Deed, () => Promise<unknown>>> = {
    password: async () => onReset(await call(resetPasswordEndpoint, { person: id }, {})),
    factor: async () => noteWaits(await call(resetFactorEndpoint, { person: id }, {})),
    sessions: () => call(endSessionsOfPersonEndpoint, { person: id }, {}),
  }
  return (
    <>
      {error && <ErrorBanner message={error} />}
      <Facts long>
        <Fact name="登录名">{account.login}</Fact>
        <Fact name="登录方式">
          <AccountWay person={id} way={account.way} onSaved={onReset} />
        </Fact>
        <Fact name="状态">
          <AccountState account={account} hasLeft={endedOn !== null} />
        </Fact>
        <Fact name="两步验证">{account.hasFactor ? '已启用' : '没有启用'}</Fact>
        <Fact name="登录">
          <WhereLoggedIn person={id} />
        </Fact>
      </Facts>
      <div className={`${windows['line']} ${styles['acts']}`}>
        {confirming ? (
          <>
            <span className={styles['warning']}>{DEEDS[confirming][0]}</span>
            <Button variant="danger" loading={busy} onClick={() => void does(acts[confirming])}>
              {DEEDS[confirming][1]}
            </Button>
            <Button onClick={() => setConfirming(undefined)}>取消</Button>
          </>
        ) : (
          <>
            {lockedTo(account) !== undefined && (
              <Button loading={busy} onClick={() => void does(() => call(unlockAccountEndpoint, { person: id }, {}))}>
                解除锁定
              </Button>
            )}
            {account.way === 'local' && <Button onClick={() => setConfirming('password')}>重置密码……</Button>}
            {account.hasFactor && <Button onClick={() => setConfirming('factor')}>重置两步验证……</Button>}
            <Button onClick={() => setConfirming('sessions')}>结束登录……</Button>
            <Button
              variant={account.isDisabled ? 'default' : 'danger'}
              loading={busy}
              onClick={() =>
                void does(async () => noteWaits(await call(switchAccountEndpoint, { person: id }, { enabled: account.isDisabled })))
              }
            >
              {account.isDisabled ? '启用账号' : '停用账号'}
            </Button>
          </>
        )}
      </div>
    </>
  )
}

/** Devices and addresses; nothing of it is worth an error of its own. */
function WhereLoggedIn({ person }: { readonly person: Person['id'] }) {
  const { data } = useQuery(sessionsOfQuery(person))
  if (!data) return <>……</>
  if (data.length === 0) return <>现在没有登录</>
  return data.map((line) => <SessionWords key={line.mark} line={line} />)
}
