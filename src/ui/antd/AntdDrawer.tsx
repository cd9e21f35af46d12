import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { Antd } from './Antd.tsx'
import styles from './antd.module.css'

const { drawer = '' } = styles

export type DrawerBox = {
  readonly title: ReactNode
  readonly width: number
  /** At the right of the title. */
  readonly extra?: ReactNode
  readonly footer?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Beside the list it belongs to; on a phone it is the page. */
export const AntdDrawer = ({ title, width, extra, footer, onClose, children }: DrawerBox) => (
  <Antd>
    <Drawer open size={width} rootClassName={drawer} title={title} extra={extra} footer={footer} onClose={onClose}>
      {children}
    </Drawer>
  </Antd>
)
