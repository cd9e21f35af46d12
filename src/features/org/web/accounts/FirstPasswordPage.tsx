import { useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../session.contract.ts'
import { SignInLayout } from './SignInLayout.tsx'
import { PasswordForm } from './PasswordForm.tsx'

/** Whoever came in with a password that somebody else gave sets an own one before anything else. */
export function FirstPasswordPage({ me }: { readonly me: Me }) {
  const client = useQueryClient()
  return (
    <SignInLayout
      place={me.jurisdiction}
      title="请先设置您自己的密码"
      intro={<p>{me.name}，您现在用的是管理员给的初始密码，改过之后才能开始工作。</p>}
    >
      <PasswordForm onDone={() => void client.invalidateQueries()} />
    </SignInLayout>
  )
}
