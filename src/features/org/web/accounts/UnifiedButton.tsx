import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { beginUnifiedEndpoint } from '../../session.contract.ts'
import styles from './sign-in.module.css'

const NEXT = 'bihuan.unified-next'
/** Where somebody wanted to go when they left for the provider; read once. */
export function takeNext(): string | null {
  const next = sessionStorage.getItem(NEXT)
  sessionStorage.removeItem(NEXT)
  return next
}

/** Leaves for the provider of the unified log-in. */
export function UnifiedButton({ next }: { readonly next: string | null }) {
  const { busy, error, run } = useSaving()
  const leave = () =>
    run(async () => {
      const { url } = await call(beginUnifiedEndpoint, {}, {})
      sessionStorage.setItem(NEXT, next ?? '/')
      location.assign(url)
    })
  return (
    <div className={styles['unified']}>
      <FieldStack>
        {error && <ErrorBanner message={error} />}
        <Button size="large" className={styles['go']} loading={busy} onClick={() => void leave()}>
          统一身份登录
        </Button>
      </FieldStack>
    </div>
  )
}
