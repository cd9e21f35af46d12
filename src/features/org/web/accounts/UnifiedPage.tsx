import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '#ui/api-client.ts'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { finishUnifiedEndpoint } from '../../session.contract.ts'
import { setupQuery } from '../org-queries.ts'
import { SignInLayout } from './SignInLayout.tsx'
import { takeNext } from './UnifiedButton.tsx'
import { useEnter } from './useEnter.ts'

/** Where the provider of the unified log-in sends the browser back; its answer leaves the address at once and is good once. */
export function UnifiedPage() {
  const { data: place } = useQuery(setupQuery)
  const enter = useEnter()
  const [problem, setProblem] = useState<string>()
  const isSent = useRef(false)
  useEffect(() => {
    if (isSent.current) return
    isSent.current = true
    const answer = location.search
    history.replaceState(history.state, '', location.pathname)
    const finish = async () => {
      try {
        await call(finishUnifiedEndpoint, {}, { answer })
        await enter(takeNext())
      } catch (error) {
        setProblem(error instanceof Error ? error.message : '没有登录，请重试')
      }
    }
    void finish()
  }, [enter])
  return (
    <SignInLayout place={place?.jurisdiction ?? null} title="统一身份登录">
      {problem === undefined ? (
        <ProgressBar text="正在核对统一身份平台的答复" />
      ) : (
        <FieldStack>
          <ErrorBanner message={problem} />
          <ButtonLink to="/login">回到登录页</ButtonLink>
        </FieldStack>
      )}
    </SignInLayout>
  )
}
