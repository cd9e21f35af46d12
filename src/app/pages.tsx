import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { loadWithRetry } from '#ui/lazy-with-retry.ts'
import type { PageSpec } from '#ui/rooms.tsx'
import { Frame } from './Frame.tsx'
import { NoPage, PageError } from './page-states.tsx'
import { ROOM_PAGES } from './room-pages.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Stands in the browser's title. */
    title?: string
  }
}

const root = createRootRoute()
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })

/** Every page is fetched when it is first opened. */
const routeOf = ({ path, title, load, open }: PageSpec) =>
  createRoute({
    getParentRoute: (): typeof root | typeof frame => (open ? root : frame),
    path,
    staticData: { title },
    component: lazyRouteComponent(async () => ({ default: await loadWithRetry(load) })),
  })

/** Addresses of earlier versions, which stand in bookmarks. */
const movedTo = (path: string, to: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: () => {
      // oxlint-disable-next-line typescript/only-throw-error -- the router's own way to go elsewhere
      throw redirect({ to, replace: true })
    },
  })

const specs = ROOM_PAGES.flatMap(({ pages = [] }) => pages)
const tree = root.addChildren([
  movedTo('/closeout', '/todo'),
  ...specs.filter(({ open }) => open).map(routeOf),
  frame.addChildren([
    ...specs.filter(({ open }) => !open).map(routeOf),
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
