import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ErrorState } from '#ui/feedback/states.tsx'
import type { PasswordNeeds } from '../../session.contract.ts'
import { passwordNeedsQuery } from '../org-queries.ts'
import { SignInLayout } from './SignInLayout.tsx'
import { PasswordForm } from './PasswordForm.tsx'

const TITLES = { first: '请先设置您自己的密码', old: '密码已到期，请先更换' } as const
const reasonOf = ({ name, due, days }: PasswordNeeds) =>
  due === 'old'
    ? `${name}，您的密码已用满 ${days} 天，换过之后才能继续办理。`
    : `${name}，您现在用的是管理员给的初始密码，只能用这一次，改过之后才能开始工作。`

/** Whoever has a password that somebody else gave, or one too old, sets a new one before anything else. */
export function FirstPasswordPage() {
  const { data: needs, error, refetch } = useQuery(passwordNeedsQuery)
  const client = useQueryClient()
  const title = TITLES[needs?.due ?? 'first']
  useEffect(() => {
    document.title = `${title} · 闭环`
  }, [title])
  if (!needs) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : null
  return (
    <SignInLayout place={needs.jurisdiction} title={title} intro={<p>{reasonOf(needs)}</p>}>
      <PasswordForm needs={needs} onDone={() => void client.resetQueries()} />
    </SignInLayout>
  )
}
