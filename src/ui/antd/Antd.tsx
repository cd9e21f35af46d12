import { ConfigProvider, type ThemeConfig } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'

dayjs.locale('zh-cn')

/** Around every part that antd draws: our colours, our words, no space put between two characters of a button. */
export const Antd = ({ children }: { readonly children: ReactNode }) => (
  <ConfigProvider locale={zhCN} theme={themeOf(document.documentElement)} button={{ autoInsertSpace: false }}>
    {children}
  </ConfigProvider>
)

let known: ThemeConfig | undefined

/** antd in the colours of theme.css, the only place that names them. No motion: officials wait for data, not for effects. */
function themeOf(root: HTMLElement): ThemeConfig {
  if (known) return known
  const style = getComputedStyle(root)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  known = {
    token: {
      colorPrimary: token('main'),
      colorInfo: token('tone-info'),
      colorLink: token('main'),
      colorLinkHover: token('main-dark'),
      colorSuccess: token('tone-good'),
      colorWarning: token('tone-warn'),
      colorError: token('danger'),
      colorText: token('ink'),
      colorTextSecondary: token('ink-2'),
      colorTextTertiary: token('ink-3'),
      colorTextPlaceholder: token('ink-3'),
      colorBorder: token('line-2'),
      colorBorderSecondary: token('line'),
      colorBgLayout: token('ground'),
      borderRadius: 3,
      fontSize: 14,
      controlHeight: 30,
      motion: false,
      fontFamily: token('font'),
    },
  }
  return known
}
