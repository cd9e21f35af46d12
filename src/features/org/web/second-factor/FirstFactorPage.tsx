import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ErrorState } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { SignInLayout } from '../accounts/SignInLayout.tsx'
import { logOut } from '../log-out.ts'
import { secondFactorQuery, setupQuery } from '../org-queries.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { SetUpFactor } from './SetUpFactor.tsx'

const leave = async () => location.assign((await logOut()) ?? '/login')

/** Whoever must have a second factor sets it up before anything else. */
export function FirstFactorPage({ onDone }: { readonly onDone: () => void }) {
  const { data, error, refetch } = useQuery(secondFactorQuery)
  const [codes, setCodes] = useState<readonly string[]>()
  const client = useQueryClient()
  useEffect(() => {
    document.title = '启用两步验证 · 闭环'
  }, [])
  if (!data) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : null
  const enter = async () => {
    await client.invalidateQueries({ queryKey: secondFactorQuery.queryKey })
    await client.resetQueries({ queryKey: setupQuery.queryKey })
    onDone()
  }
  return (
    <SignInLayout
      wide
      place={data.jurisdiction}
      title={codes ? '两步验证已启用' : '请先启用两步验证'}
      intro={!codes && <p>{data.name}，您的角色须用两步验证：登录时除密码外，再输手机上的 6 位验证码。只需设置这一次。</p>}
    >
      {codes ? (
        <RecoveryCodes codes={codes} name={data.name} done="已保存，开始工作" onDone={() => void enter()} />
      ) : (
        <>
          <SetUpFactor onDone={setCodes} />
          <Button variant="text" onClick={() => void leave()}>
            以后再说，退出登录
          </Button>
        </>
      )}
    </SignInLayout>
  )
}
