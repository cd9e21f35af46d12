import type { ThemeConfig } from 'antd'
import './theme.css'

/** antd in the house's colours; the same values stand as custom properties in theme.css. No motion: officials wait for data, not for effects. */
export const houseTheme: ThemeConfig = {
  token: {
    colorPrimary: '#17605c',
    colorInfo: '#1d5b8f',
    colorLink: '#17605c',
    colorLinkHover: '#0f4744',
    colorSuccess: '#2c6b3f',
    colorWarning: '#8a5200',
    colorError: '#a3271f',
    colorText: '#1b2528',
    colorTextSecondary: '#4d5b60',
    colorTextTertiary: '#66757a',
    colorBorder: '#c3cdd0',
    colorBorderSecondary: '#dde3e5',
    colorBgLayout: '#f3f5f5',
    borderRadius: 3,
    fontSize: 14,
    controlHeight: 30,
    motion: false,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif',
  },
  components: {
    Layout: { headerBg: '#123f40', headerColor: '#ffffff', headerHeight: 48, headerPadding: '0 16px', bodyBg: '#f3f5f5' },
    Menu: { darkItemBg: '#123f40', darkItemSelectedBg: '#0b2f30', itemBorderRadius: 3 },
  },
}
