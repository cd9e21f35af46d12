import { HistoryOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const historyPages: RoomPages = {
  pages: [
    { path: '/history', title: '办理历史', load: () => import('./HistoryPage.tsx').then((m) => m.HistoryPage) },
    { path: '/audit', title: '审计', load: () => import('./audit/AuditPage.tsx').then((m) => m.AuditPage) },
  ],
  nav: [
    { group: 'files', to: '/history', title: '办理历史', short: '历史', icon: <HistoryOutlined />, action: 'history.view' },
    { group: 'work', to: '/audit', title: '审计', short: '审计', icon: <SafetyCertificateOutlined />, action: 'audit.view' },
  ],
  panels: [{ kind: 'any', panel: part(() => import('./MatterTimeline.tsx').then((m) => m.MatterTimeline)) }],
}
