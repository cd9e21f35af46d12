import { type RoomPages, part } from '#ui/rooms.tsx'

export const mattersPages: RoomPages = {
  pages: [{ path: '/search', title: '搜索', load: () => import('./SearchPage.tsx').then((m) => m.SearchPage) }],
  head: [{ action: 'matter.search', part: part(() => import('./HeaderSearch.tsx').then((m) => m.HeaderSearch)) }],
}
