import { Suspense } from 'react'
import { lazyWithRetry } from './lazy-with-retry.ts'

const AntdQrCode = lazyWithRetry(async () => ({ default: (await import('./antd/AntdQrCode.tsx')).AntdQrCode }))

type Props = {
  readonly value: string
  /** `expired` offers to make a new one. */
  readonly status: 'active' | 'expired' | 'loading'
  readonly onRefresh: () => void
}

/** A code that a phone reads; drawn here, nothing is sent anywhere. */
export const QrCode = (props: Props) => (
  <Suspense>
    <AntdQrCode {...props} />
  </Suspense>
)
