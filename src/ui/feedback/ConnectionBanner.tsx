import { StatusIcon } from './StatusIcon.tsx'
import '../parts.css'
import { useOnline } from '../useOnline.ts'

/** Says that the connection is lost and that it is healed; one on the whole page. `onBack` reads the lists anew. */
export function ConnectionBanner({ onBack, probe }: { readonly onBack?: () => void; readonly probe?: () => Promise<boolean> }) {
  const connection = useOnline(onBack, probe)
  if (connection === 'online') return null
  const isLost = connection === 'lost'
  const tone = isLost ? 'alarm' : 'good'
  return (
    <div className="ui-band floating" data-tone={tone} role="status">
      <StatusIcon shape={isLost ? 'triangle' : 'check'} tone={tone} />
      <span>{isLost ? '连接断开，正在重试。已填写的内容仍在本页，请不要关闭' : '连接已恢复'}</span>
    </div>
  )
}
