import { useQuery } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, Suspense, createContext, useContext } from 'react'
import type { Action, MatterKind } from '#kernel/rooms.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { MatterScope } from './form/typed-check.tsx'
import { lazyWithRetry, loadWithRetry } from './lazy-with-retry.ts'
import type { ListExport } from './list/ExportMenu.tsx'

/** Fetches a part of the program when it is first shown. */
export type Load<P = object> = () => Promise<ComponentType<P>>

export type PageSpec = {
  readonly path: `/${string}`
  /** Stands in the browser's title. */
  readonly title: string
  readonly load: Load
  /** Stands outside the frame: for people who are not signed in. */
  readonly open?: true
}

/** The groups of the navigation, from top to bottom. */
export const NAV_GROUPS = { work: '办理', ledger: '台账', files: '报表与导入', place: '本区设置' } as const

export type NavEntry = {
  readonly group: keyof typeof NAV_GROUPS
  readonly to: `/${string}`
  readonly title: string
  /** Two to four characters, for the bar at the foot of a phone. */
  readonly short: string
  readonly icon: ReactNode
  /** Shown to those who hold it. */
  readonly action: Action
  /** Where one is still in this part of the house; by default below `to`. */
  readonly within?: RegExp
  /** Lower stands first within its group; by default in the order of the rooms. */
  readonly order?: number
}

/** Where a part stands on a matter's page: below its facts, among the words of its state, first of what may be done. */
type PanelPlace = 'body' | 'states' | 'acts'
/** A part of the page of every matter of a kind; parts stand in the order of the rooms. */
export type PanelSpec = {
  readonly kind: MatterKind | 'any'
  /** By default in the body. */
  readonly place?: PanelPlace
  readonly panel: ComponentType<{ readonly matterId: MatterId }>
}
/** A part of everybody's first page. */
export type DeskSpec = {
  readonly block: ComponentType
  /** Shown to those who hold it. */
  readonly action: Action
  /** Lower stands first. */
  readonly order: number
  /** Takes half the width where there is room. */
  readonly half?: true
}
/** A part of the bar on top of every page, between whose it is and who is here. */
export type HeadSpec = {
  readonly part: ComponentType
  /** Shown to those who hold it. */
  readonly action: Action
}
type MatterExport = ListExport<Readonly<Record<string, unknown>>>
/** Files made of the rows that the list of a kind shows. */
export type ListExportsSpec = { readonly kind: MatterKind; readonly load: () => Promise<readonly MatterExport[]> }

/** What a room adds to the pages; which rooms there are says ap./room-pages.tsx. */
export type RoomPages = {
  readonly pages?: readonly PageSpec[]
  readonly nav?: readonly NavEntry[]
  readonly panels?: readonly PanelSpec[]
  readonly desk?: readonly DeskSpec[]
  readonly head?: readonly HeadSpec[]
  readonly exports?: readonly ListExportsSpec[]
}

/** A part of a page that is fetched when it is first shown. */
export const part = <P extends object>(load: Load<P>): ComponentType<P> => lazyWithRetry(async () => ({ default: await load() }))

const Rooms = createContext<readonly RoomPages[]>([])
export const RoomsProvider = ({ rooms, children }: { readonly rooms: readonly RoomPages[]; readonly children: ReactNode }) => (
  <Rooms value={rooms}>{children}</Rooms>
)

/** What all rooms add to one socket, in the order of the rooms. */
export function useRooms<K extends keyof RoomPages>(socket: K): NonNullable<RoomPages[K]>[number][] {
  const rooms = useContext(Rooms)
  return rooms.flatMap((room): readonly NonNullable<RoomPages[K]>[number][] => room[socket] ?? [])
}

/** What the rooms can make of the rows of a list; empty until it has been fetched. */
export function useListExports(kind: MatterKind): readonly MatterExport[] {
  const specs = useRooms('exports').filter((spec) => spec.kind === kind)
  const { data } = useQuery({
    queryKey: ['list-exports', kind],
    queryFn: async () => (await Promise.all(specs.map(({ load }) => loadWithRetry(load)))).flat(),
    staleTime: Infinity,
  })
  return data ?? NO_EXPORTS
}
const NO_EXPORTS: readonly MatterExport[] = []

type MatterPanelsProps = { readonly kind: MatterKind; readonly matterId: MatterId; readonly place?: PanelPlace }

/** What the rooms put in one place on the page of one matter. */
export function MatterPanels({ kind, matterId, place = 'body' }: MatterPanelsProps) {
  const panels = useRooms('panels').filter((spec) => (spec.kind === kind || spec.kind === 'any') && (spec.place ?? 'body') === place)
  return panels.map(({ panel: Panel }, at) => (
    // the rooms never change while the page stands
    // oxlint-disable-next-line react/no-array-index-key
    <Suspense key={at}>
      <MatterScope id={matterId}>
        <Panel matterId={matterId} />
      </MatterScope>
    </Suspense>
  ))
}
