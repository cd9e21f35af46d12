import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ErrorState, NoticeBand } from '#ui/feedback/states.tsx'
import { SignInLayout } from './SignInLayout.tsx'
import { Redirect } from '#ui/Redirect.tsx'
import { CodeForm } from '../second-factor/CodeForm.tsx'
import { LoginForm } from './LoginForm.tsx'
import type { SetupState } from '../../session.contract.ts'
import { setupQuery } from '../org-queries.ts'
import { UnifiedButton } from './UnifiedButton.tsx'
import { useEnter } from './useEnter.ts'
import styles from './sign-in.module.css'

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
  return <Steps place={place} next={next} onIn={() => void enter(next)} />
}

type StepsProps = {
  readonly place: SetupState
  /** The page that waits behind the log-in. */
  readonly next: string | null
  readonly onIn: () => void
}
/** The password, then the code of whoever has a second factor; a session that waits for its code begins there. */
function Steps({ place: { jurisdiction, due, ended, hasUnified }, next, onIn }: StepsProps) {
  const [step, setStep] = useState<'password' | 'code'>(due === 'code' ? 'code' : 'password')
  if (step === 'code')
    return (
      <SignInLayout place={jurisdiction} title="两步验证" intro={<p>密码正确，还差一步。</p>}>
        <CodeForm onIn={onIn} onBack={() => setStep('password')} />
      </SignInLayout>
    )
  return (
    <SignInLayout place={jurisdiction} title="登录" intro={next !== null && <p>登录后回到您要去的页面。</p>}>
      {ended && (
        <div className={styles['notice']}>
          <NoticeBand shape="triangle" tone="warn">
            {ended}
          </NoticeBand>
        </div>
      )}
      <LoginForm onIn={onIn} onCode={() => setStep('code')} />
      {hasUnified && <UnifiedButton next={next} />}
      <p className="ui-quiet" style={{ marginTop: 18 }}>
        忘记密码或没有账号，请联系系统管理员。
      </p>
    </SignInLayout>
  )
}
