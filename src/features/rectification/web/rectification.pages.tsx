import { type RoomPages, part } from '#ui/rooms.tsx'

export const rectificationPages: RoomPages = {
  pages: [
    {
      path: '/problems/$problemId/plan',
      title: '编制整改方案',
      load: () => import('./plan/PlanEditorPage.tsx').then((m) => m.PlanEditorPage),
    },
  ],
  panels: [{ kind: 'problem', panel: part(() => import('./panel/PlanPanel.tsx').then((m) => m.PlanPanel)) }],
}
