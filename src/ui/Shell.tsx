import { ConfigProvider, Layout } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import 'antd/dist/reset.css'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'

dayjs.locale('zh-cn')

export function Shell({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={{ token: { borderRadius: 4, fontSize: 14, motion: false }, components: { Table: { cellPaddingBlockSM: 6 } } }}
    >
      <Layout style={{ minHeight: '100vh' }}>
        <Layout.Header style={{ color: '#fff', fontSize: 18, height: 48, lineHeight: '48px' }}>闭环 · 整改台账</Layout.Header>
        <Layout.Content style={{ padding: 16 }}>{children}</Layout.Content>
      </Layout>
    </ConfigProvider>
  )
}
