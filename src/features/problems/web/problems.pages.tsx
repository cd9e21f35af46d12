import { TableOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const problemsPages: RoomPages = {
  pages: [
    { path: '/ledger', title: '整改台账', load: () => import('./ledger/LedgerPage.tsx').then((m) => m.LedgerPage) },
    { path: '/problems/$problemId', title: '问题', load: () => import('./problem/ProblemPage.tsx').then((m) => m.ProblemPage) },
  ],
  nav: [
    {
      group: 'ledger',
      to: '/ledger',
      title: '台账',
      short: '台账',
      icon: <TableOutlined />,
      action: 'problem.view',
      within: /^\/(ledger|problems)/,
    },
  ],
  desk: [
    { order: 10, action: 'desk.officer', block: part(() => import('./desk/OfficerDesk.tsx').then((m) => m.OfficerDesk)) },
    { order: 90, action: 'desk.view', block: part(() => import('./desk/OwnDesk.tsx').then((m) => m.OwnDesk)) },
  ],
}
