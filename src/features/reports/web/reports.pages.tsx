import { FileExcelOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const reportsPages: RoomPages = {
  pages: [{ path: '/reports', title: '报表', load: () => import('./ReportsPage.tsx').then((m) => m.ReportsPage) }],
  nav: [{ group: 'files', to: '/reports', title: '报表', short: '报表', icon: <FileExcelOutlined />, action: 'report.export' }],
  panels: [{ kind: 'problem', panel: part(() => import('./PapersPanel.tsx').then((m) => m.PapersPanel)) }],
  exports: [{ kind: 'problem', load: () => import('./exports.ts').then((m) => m.REPORTS) }],
}
