import type { RoomPages } from '#ui/rooms.tsx'

export const evidencePages: RoomPages = {
  pages: [
    { path: '/camera/$matterId', title: '手机拍照', open: true, load: () => import('./camera/CameraPage.tsx').then((m) => m.CameraPage) },
  ],
}
