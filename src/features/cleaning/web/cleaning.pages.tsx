import { EyeInvisibleOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const cleaningPages: RoomPages = {
  pages: [{ path: '/cleaning', title: '举报人信息清理', load: () => import('./CleaningPage.tsx').then((m) => m.CleaningPage) }],
  nav: [
    {
      group: 'place',
      to: '/cleaning',
      title: '举报人信息清理',
      short: '清理',
      icon: <EyeInvisibleOutlined />,
      action: 'complainant.clean',
    },
  ],
  panels: [{ kind: 'problem', panel: part(() => import('./SealMissed.tsx').then((m) => m.SealMissed)) }],
}
