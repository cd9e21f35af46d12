import type { Table } from './columns.ts'
import type { Room } from './declaration.ts'
import { backups } from './rooms/backups.ts'
import { cleaning } from './rooms/cleaning.ts'
import { closeout } from './rooms/closeout.ts'
import { complainants } from './rooms/complainants.ts'
import { evidence } from './rooms/evidence.ts'
import { history } from './rooms/history.ts'
import { intake } from './rooms/intake.ts'
import { jobs } from './rooms/jobs.ts'
import { lookback } from './rooms/lookback.ts'
import { matters } from './rooms/matters.ts'
import { org } from './rooms/org.ts'
import { overview } from './rooms/overview.ts'
import { platform } from './rooms/platform.ts'
import { problems } from './rooms/problems.ts'
import { rectification } from './rooms/rectification.ts'
import { reports } from './rooms/reports.ts'

/**
 * The rooms, from left to right; each may look left only. dependency-cruiser reads this list, too: a line a room.
 * @internal tests look at it
 */
export const ROOMS = [
  platform,
  org,
  jobs,
  backups,
  matters,
  evidence,
  problems,
  rectification,
  closeout,
  lookback,
  complainants,
  intake,
  reports,
  cleaning,
  history,
  overview,
] as const satisfies readonly Room[]

type Each = (typeof ROOMS)[number]
type Part = Exclude<keyof Room, 'name' | 'title'>
type Declared<R, P extends Part> = R extends Readonly<Record<P, infer D>> ? D : never
type Both<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer I) => void ? I : never
/** What all rooms declare of one sort, by name. */
type All<P extends Part> = Both<Declared<Each, P>>
const all = <P extends Part>(part: P) => Object.assign({}, ...ROOMS.map((room: Room) => room[part])) as All<P>

/** The one permission table: action × role → how far. */
export const GRANTS = all('grants')
export type Action = keyof All<'grants'>
/** Every business "no". */
export const REFUSALS = all('refusals')
export type RefusalCode = keyof All<'refusals'>
/** Everything a place may set otherwise. */
export const SETTINGS = all('settings')
export type SettingKey = keyof All<'settings'>
/** For what settings may have values, from wide to narrow. */
export const SCOPES = all('scopes')
export type ScopeKind = keyof All<'scopes'>
/** Everything an event may be, in words. */
export const ACTS = all('acts')
export type Act = keyof All<'acts'>
export const TABLES = all('tables')
export type AllTables = All<'tables'>
export type TableName = keyof AllTables
/** Tables whose rows stand in events. */
export type RecordedTable = { [T in TableName]: AllTables[T]['key'] extends null ? never : T }[TableName]
export const KINDS = all('kinds')
export type MatterKind = keyof All<'kinds'>
export const MATTER_KINDS = Object.keys(KINDS) as [MatterKind, ...MatterKind[]]
/** The page of one matter. */
export const pageOfMatter = (kind: MatterKind, id: string): string => KINDS[kind].path.replace(':id', id)

/** A table by a name that may be anything. */
export const tableOf = (name: string): Table | undefined => (TABLES as Partial<Record<string, Table>>)[name]
export const isRecorded = (table: string): table is RecordedTable => typeof tableOf(table)?.key === 'string'
/** Tables whose rows stand in events: what verify compares. */
export const RECORDED_TABLES = (Object.keys(TABLES) as TableName[]).filter(isRecorded)
/** Tables whose rows have a name, with the columns that give it. */
export const NAMED_TABLES = (Object.keys(TABLES) as TableName[]).flatMap((table) => {
  const columns = tableOf(table)?.name
  return columns ? [{ table, columns }] : []
})
