import { Working } from '#ui/states.tsx'
import { useSeconds } from '../../../../ui/useDelayedFlag.ts'

type Props = { readonly text: string; readonly onCancel?: () => void }

/** Work under way whose end nobody knows: what it is doing and for how long. */
export function Counted({ text, onCancel }: Props) {
  const seconds = useSeconds()
  return <Working text={seconds > 0 ? `${text}（${seconds} 秒）` : text} {...(onCancel && { onCancel })} />
}
