import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useMatches, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { ROLE_WORDS } from '#kernel/roles.ts'
import { ConnectionBanner } from '#ui/feedback/ConnectionBanner.tsx'
import { EmptyState, ErrorState, NoticeBand } from '#ui/feedback/states.tsx'
import { PopoverButton, useClosePopover } from '#ui/feedback/Popover.tsx'
import { type NavItem, type NavLink, Shell } from '#ui/Shell.tsx'
import { onSessionLapsed } from '#ui/api-client.ts'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import { Redirect } from '#ui/Redirect.tsx'
import { NAV_GROUPS, useRooms } from '#ui/rooms.tsx'
import { useArrival, useCurrentUser } from '#features/org/web/current-user.ts'
import { logOut } from '#features/org/web/log-out.ts'
import { whenLeftElsewhere } from '#ui/left-elsewhere.ts'
import { Button } from '#ui/form/Button.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'

const LapsedDialog = lazyWithRetry(() => import('#features/org/web/people/LapsedDialog.tsx').then((m) => ({ default: m.LapsedDialog })))
const FirstPasswordPage = lazyWithRetry(() =>
  import('#features/org/web/accounts/FirstPasswordPage.tsx').then((m) => ({ default: m.FirstPasswordPage })),
)

const FirstFactorPage = lazyWithRetry(() =>
  import('#features/org/web/second-factor/FirstFactorPage.tsx').then((m) => ({ default: m.FirstFactorPage })),
)

/** Around every page for people who are logged in: asks who it is, sends strangers to the log-in page, and has a password and a second factor set first. */
export function Frame() {
  const { me, isStranger, due, error, retry } = useArrival()
  // until its recovery codes were read: they are shown once, whatever else has become known meanwhile
  const [isSettingUp, setSettingUp] = useState(false)
  if (due === 'second-factor' && !isSettingUp) setSettingUp(true)
  if (isStranger || (due === 'code' && !me)) return <Redirect to="/login" withNext />
  if (due === 'password' || isSettingUp) return <First isPassword={due === 'password'} onFactor={() => setSettingUp(false)} />
  if (!me) return error ? <ErrorState message={error.message} onRetry={retry} /> : null
  return (
    <>
      <Inside />
      <Lapse />
    </>
  )
}

type FirstProps = { readonly isPassword: boolean; readonly onFactor: () => void }
const First = ({ isPassword, onFactor }: FirstProps) => (
  <Suspense>{isPassword ? <FirstPasswordPage /> : <FirstFactorPage onDone={onFactor} />}</Suspense>
)

function Inside() {
  const me = useCurrentUser()
  const client = useQueryClient()
  const items = useNav()
  // the page that is drawn, which trails the address while the next one is fetched
  const drawn = useMatches({ select: (matches) => matches.at(-1)?.pathname })
  usePageTitle(me.jurisdiction)
  const first = items[0]
  return (
    <Shell place={me.jurisdiction} items={items} link={NavTo} head={<Head />} account={<Account />}>
      <ConnectionBanner onBack={() => void client.invalidateQueries()} />
      <PasswordReminder daysLeft={me.passwordDaysLeft} />
      {drawn === '/' && first?.to !== '/' ? <Elsewhere first={first} /> : <Outlet />}
    </Shell>
  )
}

const REMINDED_DAYS = 7
/** A week before the password must be changed. */
const PasswordReminder = ({ daysLeft }: { readonly daysLeft: number }) =>
  daysLeft > REMINDED_DAYS ? null : (
    <NoticeBand shape="half" tone="warn" act={<ButtonLink to="/account">现在修改</ButtonLink>}>
      密码还有 {daysLeft} 天到期，到期后须先改密码才能办理事项
    </NoticeBand>
  )

/** What the rooms put on top of every page. */
function Head() {
  const { actions } = useCurrentUser()
  const parts = useRooms('head').filter(({ action }) => actions.includes(action))
  return parts.map(({ part: Part, action }) => (
    <Suspense key={action}>
      <Part />
    </Suspense>
  ))
}

/** For those who have no desk: the first page that is theirs. */
const Elsewhere = ({ first }: { readonly first: NavItem | undefined }) =>
  first ? (
    <Redirect to={first.to} />
  ) : (
    <EmptyState title="还没有给您授予角色">
      <p>账号可以登录，但今天没有任何角色。请联系系统管理员授予角色。</p>
    </EmptyState>
  )

const GROUPS = Object.keys(NAV_GROUPS)
const LAST = 100

/** Entries that the person may use and whose page exists. */
function useNav(): NavItem[] {
  const { actions } = useCurrentUser()
  const { routesByPath } = useRouter()
  const path = useRouterState({ select: (state) => state.location.pathname })
  return useRooms('nav')
    .filter(({ to, action }) => actions.includes(action) && to in routesByPath)
    .toSorted((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || (a.order ?? LAST) - (b.order ?? LAST))
    .map(({ group, to, title, short, icon, within }) => {
      return { group: NAV_GROUPS[group], to, title, short, icon, isCurrent: within ? within.test(path) : path.startsWith(to) }
    })
}

const NavTo: NavLink = ({ to, className, isCurrent, title, children }) => (
  <Link
    to={to}
    className={className}
    title={title}
    aria-current={isCurrent ? 'page' : undefined}
    activeProps={{}}
    activeOptions={{ exact: true }}
  >
    {children}
  </Link>
)

function usePageTitle(place: string): void {
  const title = useMatches({ select: (matches) => matches.findLast(({ staticData }) => staticData.title !== undefined)?.staticData.title })
  useEffect(() => {
    document.title = [title, place, '闭环'].filter(Boolean).join(' · ')
  }, [title, place])
}

function Account() {
  const { name, post, unit, roles } = useCurrentUser()
  const words = roles.map((role) => ROLE_WORDS[role]).join('、') || '未授予角色'
  return (
    <PopoverButton label="账号" className="sh-me" content={<AccountMenu about={[unit.name, post, words].filter(Boolean).join('　')} />}>
      <span className="who">{name}</span>
      <span className="roles">{words}</span>
    </PopoverButton>
  )
}

function AccountMenu({ about }: { readonly about: string }) {
  const close = useClosePopover()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [problem, setProblem] = useState('')
  const leave = async () => {
    try {
      const farewell = await logOut()
      if (farewell !== null) return location.assign(farewell)
      await navigate({ to: '/login' })
      client.clear()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '')
    }
  }
  return (
    <div className="sh-menu">
      <p className="ui-quiet">{about}</p>
      <ButtonLink to="/account" onClick={close}>
        账号与登录
      </ButtonLink>{' '}
      <Button onClick={() => void leave()}>退出登录</Button>
      {problem && <p role="alert">{problem}</p>}
    </div>
  )
}

/** The session ended while somebody was at work: asks for the password over the page, which stays as it is. */
function Lapse() {
  const [why, setWhy] = useState<string>()
  useEffect(() => onSessionLapsed(setWhy), [])
  useEffect(() => whenLeftElsewhere(() => location.replace('/login')), [])
  if (why === undefined) return null
  return (
    <Suspense>
      <LapsedDialog why={why} onBack={() => setWhy(undefined)} />
    </Suspense>
  )
}
