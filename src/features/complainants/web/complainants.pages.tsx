import { type RoomPages, part } from '#ui/rooms.tsx'

export const complainantsPages: RoomPages = {
  panels: [{ kind: 'problem', panel: part(() => import('./SealedPanel.tsx').then((m) => m.SealedPanel)) }],
}
