import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { cameraPassEndpoint } from '../../evidence.contract.ts'
import { EVIDENCE } from '../evidence-queries.ts'
import { ShowDialog } from '#ui/feedback/Dialog.tsx'
import { QrCode } from '#ui/QrCode.tsx'
import styles from './camera.module.css'

type Props = { readonly matterId: MatterId; readonly onClose: () => void }
const LOOK_EVERY_MS = 4000
const onlyHere = ({ hostname }: Location) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** A code that opens the matter's camera page on a phone as the person who shows it. Photos appear here while it is open. */
export function CameraCode({ matterId, onClose }: Props) {
  const client = useQueryClient()
  const pass = useQuery({
    queryKey: ['camera-pass', matterId],
    queryFn: () => call(cameraPassEndpoint, { matterId }, {}),
    staleTime: Infinity,
    gcTime: 0,
  })
  const over = useOver(pass.data?.expiresAt)
  useEffect(() => {
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: [...EVIDENCE, matterId] }), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [client, matterId])
  const address = `${location.origin}/camera/${matterId}#${pass.data?.token ?? ''}`
  return (
    <ShowDialog width="small" title="手机拍照" onClose={onClose}>
      <div className={styles['code']}>
        {pass.error && <ErrorBanner message={pass.error.message} onRetry={() => void pass.refetch()} />}
        {onlyHere(location) && (
          <ErrorBanner message="手机打不开本机地址。请在电脑浏览器中改用本机的局域网地址（形如 http://192.168.1.10:端口）打开系统，再生成二维码" />
        )}
        <QrCode value={address} status={pass.data ? (over ? 'expired' : 'active') : 'loading'} onRefresh={() => void pass.refetch()} />
        <p>用手机浏览器或微信“扫一扫”打开，直接拍照上传到本问题。手机须与本系统网络相通。</p>
        {pass.data && (
          <p className="ui-quiet">
            {over ? '已过期，请刷新二维码' : `${minuteWords(pass.data.expiresAt).slice(11)} 前有效`}，只能用于本问题的照片，请勿转发。
            <CopyButton text={address} label="复制地址" />
          </p>
        )}
      </div>
    </ShowDialog>
  )
}

function useOver(expiresAt: string | undefined): boolean {
  const [over, setOver] = useState<string>()
  useEffect(() => {
    if (expiresAt === undefined) return undefined
    const timer = setTimeout(() => setOver(expiresAt), Math.max(0, new Date(expiresAt).getTime() - Date.now()))
    return () => clearTimeout(timer)
  }, [expiresAt])
  return over !== undefined && over === expiresAt
}
