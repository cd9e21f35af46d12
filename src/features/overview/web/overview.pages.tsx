import { FileDoneOutlined, HomeOutlined } from '@ant-design/icons'
import type { RoomPages } from '#ui/rooms.tsx'

export const overviewPages: RoomPages = {
  pages: [
    { path: '/', title: '我的工作台', load: () => import('./DeskPage.tsx').then((m) => m.DeskPage) },
    { path: '/todo', title: '待我办理', load: () => import('./WaitingPage.tsx').then((m) => m.WaitingPage) },
  ],
  nav: [
    { group: 'work', to: '/', title: '我的工作台', short: '工作台', icon: <HomeOutlined />, action: 'desk.view', within: /^\/$/, order: 1 },
    { group: 'work', to: '/todo', title: '待我办理', short: '待办', icon: <FileDoneOutlined />, action: 'desk.view', order: 2 },
  ],
}
