import { useBlocker } from '@tanstack/react-router'
import type { RefObject } from 'react'
import { Dialog } from '#ui/feedback/Dialog.tsx'

type Props = { readonly isDirty: boolean; readonly isSaved: RefObject<boolean> }

/** Asks before a table that is not saved is left; what is typed stays in this browser either way. */
export function LeaveGuard({ isDirty, isSaved }: Props) {
  const isOpen = () => isDirty && !isSaved.current
  const blocker = useBlocker({ shouldBlockFn: isOpen, enableBeforeUnload: isOpen, withResolver: true })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog width="small" title="方案还没有保存" okText="离开" cancelText="继续编辑" onOk={blocker.proceed} onClose={blocker.reset}>
      <p>草稿留在这台电脑的浏览器里，下次打开可以接着编辑；别人在您保存之前看不到这些改动。</p>
    </Dialog>
  )
}
