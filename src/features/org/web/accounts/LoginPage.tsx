import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorState } from '#ui/feedback/states.tsx'
import { SignInLayout } from './SignInLayout.tsx'
import { Redirect } from '#ui/Redirect.tsx'
import { LoginForm } from './LoginForm.tsx'
import { setupQuery } from '../org-queries.ts'
import { UnifiedButton } from './UnifiedButton.tsx'
import { useEnter } from './useEnter.ts'

/** Where everybody comes in; opens the first-run page by itself while the installation is new, and returns to the page asked for. */
export function LoginPage() {
  const { data: place, error, refetch } = useQuery(setupQuery)
  const enter = useEnter()
  const search = useRouterState({ select: (state) => state.location.searchStr })
  const next = new URLSearchParams(search).get('next')
  useEffect(() => {
    document.title = ['登录', place?.jurisdiction, '闭环'].filter(Boolean).join(' · ')
  }, [place])
  if (error && !place) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  if (!place) return null
  if (place.needed) return <Redirect to="/setup" />
  return (
    <SignInLayout place={place.jurisdiction} title="登录" intro={next !== null && <p>登录后回到您要去的页面。</p>}>
      <LoginForm onIn={() => void enter(next)} />
      {place.hasUnified && <UnifiedButton next={next} />}
      <p className="ui-quiet" style={{ marginTop: 18 }}>
        忘记密码或没有账号，请联系系统管理员。
      </p>
    </SignInLayout>
  )
}
