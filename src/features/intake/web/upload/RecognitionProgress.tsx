import { ProgressBar } from '#ui/feedback/states.tsx'
import { useSeconds } from '#ui/useDelayedFlag.ts'

type Props = { readonly text: string; readonly onCancel?: () => void }

/** Work under way whose end nobody knows: what it is doing and for how long. */
export function RecognitionProgress({ text, onCancel }: Props) {
  const seconds = useSeconds()
  return <ProgressBar text={seconds > 0 ? `${text}（${seconds} 秒）` : text} {...(onCancel && { onCancel })} />
}
