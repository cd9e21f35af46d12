import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { loadWithRetry } from '#ui/lazy-with-retry.ts'
import { Frame } from './Frame.tsx'
import { NoPage, PageError } from './page-states.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Stands in the browser's title. */
    title?: string
  }
}

const root = createRootRoute()
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })
type Load = () => Promise<ComponentType>

/** Every page is fetched when it is first asked for. */
const at = (parent: typeof root | typeof frame) => (path: string, title: string, load: Load) =>
  createRoute({
    getParentRoute: () => parent,
    path,
    staticData: { title },
    component: lazyRouteComponent(async () => ({ default: await loadWithRetry(load) })),
  })
const open = at(root)
const page = at(frame)

const tree = root.addChildren([
  open('/login', '登录', () => import('#features/org/web/accounts/LoginPage.tsx').then((m) => m.LoginPage)),
  open('/setup', '初始设置', () => import('#features/org/web/accounts/SetupPage.tsx').then((m) => m.SetupPage)),
  open('/camera/$problemId', '手机拍照', () => import('#features/evidence/web/camera/CameraPage.tsx').then((m) => m.CameraPage)),
  frame.addChildren([
    page('/', '我的工作台', () => import('#features/overview/web/DeskPage.tsx').then((m) => m.DeskPage)),
    page('/ledger', '整改台账', () => import('./problem-pages.tsx').then((m) => m.Ledger)),
    page('/problems/$problemId', '问题', () => import('./problem-pages.tsx').then((m) => m.Problem)),
    page('/problems/$problemId/verify', '现场核查', () => import('#features/closeout/web/verify/VerifyPage.tsx').then((m) => m.VerifyPage)),
    page('/closeout', '待我办理', () => import('#features/closeout/web/queue/CloseoutQueuePage.tsx').then((m) => m.CloseoutQueuePage)),
    page('/closeout/chain', '销号环节', () => import('#features/closeout/web/chain/ChainPage.tsx').then((m) => m.ChainPage)),
    page('/problems/$problemId/plan', '编制整改方案', () =>
      import('#features/rectification/web/PlanEditorPage.tsx').then((m) => m.PlanEditorPage),
    ),
    page('/lookback', '“回头看”', () => import('#features/lookback/web/LookbacksPage.tsx').then((m) => m.LookbacksPage)),
    page('/lookback/new', '发起“回头看”', () => import('#features/lookback/web/StartPage.tsx').then((m) => m.StartPage)),
    page('/lookback/$lookbackId', '“回头看”', () => import('#features/lookback/web/LookbackPage.tsx').then((m) => m.LookbackPage)),
    page('/reports', '报表', () => import('#features/reports/web/ReportsPage.tsx').then((m) => m.ReportsPage)),
    page('/intake', '导入台账', () => import('#features/intake/web/upload/IntakePage.tsx').then((m) => m.IntakePage)),
    page('/intake/$intakeId', '导入台账', () =>
      import('#features/intake/web/preview/IntakePreviewPage.tsx').then((m) => m.IntakePreviewPage),
    ),
    page('/history', '办理历史', () => import('#features/history/web/HistoryPage.tsx').then((m) => m.HistoryPage)),
    page('/account', '账号与密码', () => import('#features/org/web/accounts/AccountPage.tsx').then((m) => m.AccountPage)),
    page('/org/units', '单位', () => import('#features/org/web/units/UnitsPage.tsx').then((m) => m.UnitsPage)),
    page('/org/people', '人员', () => import('#features/org/web/people/PeoplePage.tsx').then((m) => m.PeoplePage)),
    page('/org/names', '已认得的名称', () => import('#features/org/web/units/KnownNamesPage.tsx').then((m) => m.KnownNamesPage)),
    page('/org/inspections', '督察与来源', () => import('#features/org/web/sources/InspectionsPage.tsx').then((m) => m.InspectionsPage)),
    page('/org/holidays', '放假安排', () => import('#features/org/web/holidays/HolidaysPage.tsx').then((m) => m.HolidaysPage)),
    page('/org/settings', '设置', () => import('#features/org/web/settings/SettingsPage.tsx').then((m) => m.SettingsPage)),
    createRoute({ getParentRoute: () => frame, path: '$', staticData: { title: '没有这个页面' }, component: NoPage }),
  ]),
])

/** Search stays as it is typed: text by name, nothing wrapped in quotation marks. */
export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NoPage,
  defaultErrorComponent: PageError,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    )
    return text.size === 0 ? '' : `?${text}`
  },
})
