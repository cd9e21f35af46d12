import { ImportOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const intakePages: RoomPages = {
  pages: [
    { path: '/intake', title: '导入台账', load: () => import('./upload/IntakePage.tsx').then((m) => m.IntakePage) },
    {
      path: '/intake/$intakeId',
      title: '导入台账',
      load: () => import('./preview/IntakePreviewPage.tsx').then((m) => m.IntakePreviewPage),
    },
  ],
  nav: [{ group: 'files', to: '/intake', title: '导入', short: '导入', icon: <ImportOutlined />, action: 'intake.import' }],
  desk: [
    { order: 30, half: true, action: 'desk.officer', block: part(() => import('./upload/LastImports.tsx').then((m) => m.LastImports)) },
  ],
}
