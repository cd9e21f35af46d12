import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorState } from '#ui/feedback/states.tsx'
import { SignInLayout } from './SignInLayout.tsx'
import { Redirect } from '#ui/Redirect.tsx'
import { LoginForm } from './LoginForm.tsx'
import { currentUserQuery } from '../current-user.ts'
import { setupQuery } from '../org-queries.ts'

/** An address of this installation only: `next` comes from the address bar. */
const inside = (next: string | null) => (next !== null && /^\/(?![/\\])/.test(next) ? next : '/')

/** Where everybody comes in; opens the first-run page by itself while the installation is new, and returns to the page asked for. */
export function LoginPage() {
  const { data: place, error, refetch } = useQuery(setupQuery)
  const client = useQueryClient()
  const { history } = useRouter()
  const search = useRouterState({ select: (state) => state.location.searchStr })
  const next = new URLSearchParams(search).get('next')
  useEffect(() => {
    document.title = ['登录', place?.jurisdiction, '闭环'].filter(Boolean).join(' · ')
  }, [place])
  if (error && !place) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  if (!place) return null
  if (place.needed) return <Redirect to="/setup" />
  const enter = async () => {
    client.clear()
    const { due } = await client.fetchQuery(setupQuery)
    if (!due) await client.prefetchQuery(currentUserQuery)
    history.replace(inside(next))
  }
  return (
    <SignInLayout place={place.jurisdiction} title="登录" intro={next !== null && <p>登录后回到您要去的页面。</p>}>
      <LoginForm onIn={() => void enter()} />
      <p className="ui-quiet" style={{ marginTop: 18 }}>
        忘记密码或没有账号，请联系系统管理员。
      </p>
    </SignInLayout>
  )
}
