import { type ReactNode, Suspense, useEffect } from 'react'
import { Button } from '../form/Button.tsx'
import { FieldStack } from '../form/Field.tsx'
import { useSaving } from '../form/useSaving.ts'
import { lazyWithRetry } from '../lazy-with-retry.ts'
import { ErrorBanner } from './states.tsx'
import styles from './dialog.module.css'

const AntdDialog = lazyWithRetry(async () => ({ default: (await import('../antd/AntdDialog.tsx')).AntdDialog }))
const AntdDrawer = lazyWithRetry(async () => ({ default: (await import('../antd/AntdDrawer.tsx')).AntdDrawer }))

const WIDTHS = { small: 440, medium: 620, large: 820, huge: 1080 } as const
type Width = keyof typeof WIDTHS

/** The focus goes back to what opened the window, unless it has gone elsewhere on purpose. */
function useFocusBack(): void {
  useEffect(() => {
    const opener = document.activeElement
    return () => {
      if (opener instanceof HTMLElement) setTimeout(() => document.activeElement === document.body && opener.focus({ preventScroll: true }))
    }
  }, [])
}

type Frame = {
  readonly title: ReactNode
  readonly width?: Width
  readonly onClose: () => void
  readonly children: ReactNode
}
type Form = {
  /** The words of the button that does it. */
  readonly okText: string
  readonly onOk: () => void
  /** Why it can't be done yet, in words; null: it can. */
  readonly whyNot?: string | null | undefined
  /** It can't be done yet, and the form already shows why. */
  readonly disabled?: boolean
  readonly danger?: boolean
  readonly cancelText?: string
  /** Under way: nothing can be pressed and the window stays. */
  readonly busy?: boolean
  /** Why it did not work; what was typed stays. */
  readonly error?: string | undefined
  /** Left of the buttons. */
  readonly extra?: ReactNode
}
type DialogProps = Frame & Form

/** A form in a window over the page. It closes by its buttons and Esc, not by a click beside it, so that nothing typed is lost. */
export function Dialog({ title, width = 'medium', onClose, children, ...form }: DialogProps) {
  useFocusBack()
  const { okText, onOk, whyNot, disabled, danger = false, cancelText = '取消', busy = false, error, extra } = form
  const footer = (
    <div className={styles['footer']}>
      {extra}
      {whyNot && !busy && <span className={styles['whyNot']}>{whyNot}</span>}
      <Button size="large" disabled={busy} onClick={onClose}>
        {cancelText}
      </Button>
      <Button
        size="large"
        variant={danger ? 'danger' : 'primary'}
        loading={busy}
        disabled={disabled && !busy}
        whyNot={whyNot}
        onClick={onOk}
      >
        {okText}
      </Button>
    </div>
  )
  return (
    <Suspense>
      <AntdDialog title={title} width={WIDTHS[width]} footer={footer} closable={!busy} closesOutside={false} onClose={onClose}>
        <FieldStack>
          {error !== undefined && <ErrorBanner message={error} />}
          {children}
        </FieldStack>
      </AntdDialog>
    </Suspense>
  )
}

/** A window that only shows something; a click beside it closes it. `footer`: buttons of its own. */
export const ShowDialog = ({ title, width = 'medium', footer = null, onClose, children }: Frame & { readonly footer?: ReactNode }) => (
  <Suspense>
    <AntdDialog
      title={title}
      width={WIDTHS[width]}
      footer={footer === null ? null : <div className={styles['footer']}>{footer}</div>}
      closable
      closesOutside
      onClose={onClose}
    >
      {children}
    </AntdDialog>
  </Suspense>
)

type ConfirmProps = Pick<DialogProps, 'title' | 'okText' | 'danger' | 'cancelText' | 'onClose' | 'children' | 'whyNot'> & {
  /** Does it; where it throws, the window stays and says why. */
  readonly work: () => Promise<unknown>
  readonly onDone?: () => void
}

/** Asks before something is done that is not easily taken back. */
export function ConfirmDialog({ work, onDone, onClose, ...rest }: ConfirmProps) {
  const { busy, error, run } = useSaving()
  const go = async () => {
    if (!(await run(work))) return
    onClose()
    onDone?.()
  }
  return <Dialog width="small" {...rest} busy={busy} error={error} onOk={() => void go()} onClose={onClose} />
}

type DrawerProps = Frame & {
  /** At the right of the title. */
  readonly extra?: ReactNode
  readonly footer?: ReactNode
}

/** Beside the list it belongs to; on a phone the whole page. Closes on Esc and on a click beside it. */
export const Drawer = ({ title, width = 'medium', extra, footer, onClose, children }: DrawerProps) => (
  <Suspense>
    <AntdDrawer title={title} width={WIDTHS[width]} extra={extra} footer={footer} onClose={onClose}>
      {children}
    </AntdDrawer>
  </Suspense>
)
