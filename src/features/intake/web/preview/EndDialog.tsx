import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import type { Preview } from '../../intake.contract.ts'
import { sumWords } from '../receipt/outcome-words.ts'
import type { Ending } from './useEnding.ts'
import { useSeconds } from '#ui/useDelayedFlag.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import styles from './preview.module.css'

type Props = { readonly preview: Preview; readonly ending: Ending }
const WORDS = {
  commit: { title: '确认导入', ok: '确认导入', cancel: '再看看', doing: '正在交给后台办理' },
  discard: { title: '放弃导入', ok: '放弃', cancel: '不放弃', doing: '正在放弃' },
} as const

/** The last question before a file is written into the ledger or put aside. */
export function EndDialog({ preview, ending }: Props) {
  const { pending, doing, failure } = ending
  if (pending === undefined) return null
  const { title, ok, cancel, doing: words } = WORDS[pending]
  return (
    <Dialog
      title={title}
      okText={ok}
      cancelText={cancel}
      disabled={doing}
      danger={pending === 'discard'}
      onOk={() => void ending.confirm()}
      onClose={ending.cancel}
    >
      {pending === 'commit' ? <Commit preview={preview} /> : <p>“{preview.fileName}”将不再等待导入，台账不变。以后需要时可重新上传。</p>}
      {failure && <ErrorBanner message={failure.message} />}
      {doing && <Doing words={words} />}
    </Dialog>
  )
}

function Commit({ preview: { fileName, plan } }: { readonly preview: Preview }) {
  return (
    <>
      <p>把“{fileName}”写入台账：</p>
      <p className={styles['sumline']}>{sumWords(plan)}</p>
      <p className="ui-quiet">
        {plan.refused > 0 ? `拒绝的 ${plan.refused} 行不写入，原因留在回执里。` : ''}
        全部写入或全部不写，每一行都记入办理历史。
      </p>
    </>
  )
}

function Doing({ words }: { readonly words: string }) {
  const seconds = useSeconds()
  return <ProgressBar text={`${words}，已用 ${seconds} 秒，请不要关闭本页`} />
}
