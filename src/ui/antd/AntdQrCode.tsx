import { QRCode } from 'antd'
import { Antd } from './Antd.tsx'

type Props = { readonly value: string; readonly status: 'active' | 'expired' | 'loading'; readonly onRefresh: () => void }

export const AntdQrCode = ({ value, status, onRefresh }: Props) => (
  <Antd>
    <QRCode value={value} size={220} type="svg" errorLevel="M" status={status} onRefresh={onRefresh} />
  </Antd>
)
