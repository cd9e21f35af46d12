import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CopyButton } from '#ui/CopyButton.tsx'
import { QrCode } from '#ui/QrCode.tsx'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { draftFactorEndpoint, setUpFactorEndpoint } from '../../second-factor.contract.ts'
import { CodeField } from './CodeForm.tsx'
import styles from './factor.module.css'

/** In groups of four: it is typed from the screen into a phone. */
const inGroups = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret

/** Three steps: an authenticator on the phone, the code on the screen into it, a code of it back. It is in use only after the last. */
export function SetUpFactor({ onDone }: { readonly onDone: (recoveryCodes: readonly string[]) => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['factor-draft'],
    queryFn: () => call(draftFactorEndpoint, {}, {}),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  if (error) return <ErrorBanner message={error.message} onRetry={() => void refetch()} />
  if (!data) return <p className="ui-quiet">正在生成二维码……</p>
  return (
    <ol className={styles['steps']}>
      <li>
        <b>手机上装一个验证器</b>
        <p className="ui-quiet">任何支持“动态验证码（TOTP）”的应用都行，单位没有指定的可用手机自带的。不需要联网。</p>
      </li>
      <li>
        <b>用验证器扫这个二维码</b>
        <div className={styles['code']}>
          <QrCode value={data.uri} status="active" onRefresh={() => void refetch()} />
        </div>
        <p className="ui-quiet">扫不了的，在验证器里选择手工输入密钥（按时间、6 位、30 秒）：</p>
        <p className={styles['secret']}>{inGroups(data.secret)}</p>
        <CopyButton text={data.secret} label="复制密钥" />
      </li>
      <li>
        <b>输入验证器现在显示的 6 位数字</b>
        <Check onDone={onDone} />
      </li>
    </ol>
  )
}

function Check({ onDone }: { readonly onDone: (recoveryCodes: readonly string[]) => void }) {
  const [code, setCode] = useState('')
  const { busy, error, errorAt, run } = useSaving(['code'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => onDone((await call(setUpFactorEndpoint, {}, { code })).recoveryCodes))
  }
  return (
    <form onSubmit={submit} className={styles['check']}>
      {error && <ErrorBanner message={error} />}
      <CodeField value={code} error={errorAt('code')} onChange={setCode} />
      <Button type="submit" variant="primary" loading={busy} disabled={!/^\d{6}$/.test(code.trim())}>
        {busy ? '正在核对……' : '核对并启用'}
      </Button>
    </form>
  )
}
