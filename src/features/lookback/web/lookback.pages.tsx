import { FileSearchOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const lookbackPages: RoomPages = {
  pages: [
    { path: '/lookback', title: '“回头看”', load: () => import('./LookbacksPage.tsx').then((m) => m.LookbacksPage) },
    { path: '/lookback/new', title: '发起“回头看”', load: () => import('./start/StartPage.tsx').then((m) => m.StartPage) },
    { path: '/lookback/$lookbackId', title: '“回头看”', load: () => import('./campaign/LookbackPage.tsx').then((m) => m.LookbackPage) },
  ],
  nav: [{ group: 'ledger', to: '/lookback', title: '回头看', short: '回头看', icon: <FileSearchOutlined />, action: 'lookback.view' }],
  panels: [{ kind: 'problem', panel: part(() => import('./LookbackNote.tsx').then((m) => m.LookbackNote)) }],
  desk: [
    {
      order: 20,
      half: true,
      action: 'desk.officer',
      block: part(() => import('./LookbackDeskBlock.tsx').then((m) => m.LookbackDeskBlock)),
    },
  ],
}
