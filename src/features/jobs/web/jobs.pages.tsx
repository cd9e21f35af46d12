import { ClockCircleOutlined } from '@ant-design/icons'
import type { RoomPages } from '#ui/rooms.tsx'

export const jobsPages: RoomPages = {
  pages: [{ path: '/jobs', title: '后台任务', load: () => import('./JobsPage.tsx').then((m) => m.JobsPage) }],
  nav: [{ group: 'place', to: '/jobs', title: '后台任务', short: '任务', icon: <ClockCircleOutlined />, action: 'jobs.view' }],
}
