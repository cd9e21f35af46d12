import { SaveOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const backupsPages: RoomPages = {
  pages: [{ path: '/backups', title: '备份', load: () => import('./BackupsPage.tsx').then((m) => m.BackupsPage) }],
  nav: [{ group: 'place', to: '/backups', title: '备份', short: '备份', icon: <SaveOutlined />, action: 'backups.view' }],
  head: [{ action: 'backups.view', part: part(() => import('./BackupHead.tsx').then((m) => m.BackupHead)) }],
}
