import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { Antd } from './Antd.tsx'
import styles from './antd.module.css'

const { dialog = '' } = styles

export type DialogBox = {
  readonly title: ReactNode
  readonly width: number
  readonly footer: ReactNode
  /** While something is under way the window stays. */
  readonly closable: boolean
  /** A click beside it closes it: for windows that only show. */
  readonly closesOutside: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A window over the page; on a phone it is the page. */
export const AntdDialog = ({ title, width, footer, closable, closesOutside, onClose, children }: DialogBox) => (
  <Antd>
    <Modal
      open
      width={width}
      className={dialog}
      title={title}
      footer={footer}
      closable={closable}
      keyboard={closable}
      mask={{ closable: closesOutside }}
      onCancel={onClose}
    >
      {children}
    </Modal>
  </Antd>
)
