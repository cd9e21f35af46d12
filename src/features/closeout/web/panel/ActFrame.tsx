import type { ReactNode } from 'react'
import { NoticeBand } from '#ui/feedback/states.tsx'
import { DraftNotice } from '#ui/form/DraftNotice.tsx'
import type { ActForm } from '../forms/useActForm.ts'
import { Button } from '#ui/form/Button.tsx'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import styles from './panel.module.css'

type Props = {
  readonly title: string
  /** Words of the button that does it. */
  readonly ok: string
  readonly form: ActForm<object>
  /** What still has to be filled in; null: it may be sent. */
  readonly missing?: string | null
  readonly wide?: boolean
  readonly onSend: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Around every form of a close-out: a window at a desk, a whole page on a phone. Closing it keeps what was typed. */
export function ActFrame({ title, ok, form, missing = null, wide = false, onSend, onClose, children }: Props) {
  const { busy, error, changed } = form
  const isStale = changed.messages.length > 0
  return (
    <Dialog
      width={wide ? 'large' : 'medium'}
      title={title}
      okText={busy ? '正在提交…' : ok}
      cancelText="关闭"
      disabled={isStale}
      whyNot={missing}
      busy={busy}
      error={error}
      onOk={onSend}
      onClose={onClose}
    >
      {isStale && <Changed form={form} />}
      <DraftNotice draft={form.draft} act="提交" />
      {children}
    </Dialog>
  )
}

/** What has happened since the form was opened: it must be looked at before anything is sent. */
function Changed({ form: { changed, lookAgain } }: { readonly form: ActForm<object> }) {
  return (
    <NoticeBand
      shape="diamond"
      tone="warn"
      act={
        <Button variant="primary" onClick={lookAgain}>
          {changed.isSealChanged ? '重新查看材料后继续' : '已知悉，继续填写'}
        </Button>
      }
    >
      <b>{changed.isSealChanged ? '材料已变动' : '打开本页之后有新的办理'}</b>，您填写的内容都还在：
      <Changes messages={changed.messages} />
    </NoticeBand>
  )
}

/** What has happened, a line each. */
export const Changes = ({ messages }: { readonly messages: readonly string[] }) =>
  messages.map((message) => (
    <span key={message} className={styles['change']}>
      {message}
    </span>
  ))
