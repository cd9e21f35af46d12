import { HistoryOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const historyPages: RoomPages = {
  pages: [{ path: '/history', title: '办理历史', load: () => import('./HistoryPage.tsx').then((m) => m.HistoryPage) }],
  nav: [{ group: 'files', to: '/history', title: '办理历史', short: '历史', icon: <HistoryOutlined />, action: 'history.view' }],
  panels: [{ kind: 'any', panel: part(() => import('./MatterTimeline.tsx').then((m) => m.MatterTimeline)) }],
}
