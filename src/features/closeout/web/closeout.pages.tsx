import { PartitionOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const closeoutPages: RoomPages = {
  pages: [
    { path: '/problems/$problemId/verify', title: '现场核查', load: () => import('./verify/VerifyPage.tsx').then((m) => m.VerifyPage) },
    { path: '/closeout/chain', title: '销号环节', load: () => import('./chain/ChainPage.tsx').then((m) => m.ChainPage) },
  ],
  nav: [
    {
      group: 'place',
      to: '/closeout/chain',
      title: '销号环节',
      short: '环节',
      icon: <PartitionOutlined />,
      action: 'closeout.save-chain',
    },
  ],
  panels: [
    { kind: 'problem', panel: part(() => import('./panel/CloseoutPanel.tsx').then((m) => m.CloseoutPanel)) },
    { kind: 'problem', place: 'states', panel: part(() => import('./panel/Unconfirmed.tsx').then((m) => m.UnconfirmedMark)) },
    { kind: 'problem', place: 'acts', panel: part(() => import('./panel/Unconfirmed.tsx').then((m) => m.ConfirmActs)) },
  ],
}
