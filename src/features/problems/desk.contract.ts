import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { Clock, Instant, Text } from '#kernel/fields.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { UnitId } from '#kernel/rooms/org.ts'
import { SLOTS } from '#kernel/rooms/problems.ts'
import { CLOSURES, PROGRESSES, SCHEDULES } from '#features/problems/domain/axes.ts'
import { DESK_GROUPS } from './domain/desk/desk-groups.ts'

/** A count and the ledger filter that opens exactly the rows it counts. */
export const Figure = z.object({ count: z.int(), query: z.record(Text, Text) })
export type Figure = z.output<typeof Figure>

export const DeskRow = z.object({
  id: MatterId,
  no: Text.nullable(),
  title: Text,
  lead: z.array(z.object({ name: Text })),
  deadlineRaw: Text.nullable(),
  dueOn: Day.nullable(),
  reviewOn: Day.nullable(),
  dueSteps: z.array(Text),
  clock: Clock.omit({ tone: true }),
  schedule: z.enum(SCHEDULES),
  /** What has to be done next, the most pressing first. */
  todo: z.array(Text),
  /** What shows that it is done. */
  proof: Text,
})
export type DeskRow = z.output<typeof DeskRow>

const Proving = z.object({ unapplied: Figure, unclosed: Figure })
export type Proving = z.output<typeof Proving>

export const deskEndpoint = endpoint({
  method: 'get',
  path: '/desk',
  title: '我的工作台',
  action: 'desk.view',
  params: nothing,
  input: nothing,
  reply: z.object({
    asOf: Instant,
    soonDays: z.int(),
    /** Everything within reach, and what of it time still runs for: the sum of the groups. */
    all: Figure,
    running: Figure,
    /** Done but not applied for, applied for but not closed. */
    proving: Proving,
    /** By clock, each with its first rows. */
    groups: z.array(Figure.extend({ group: z.enum(DESK_GROUPS), rows: z.array(DeskRow) })),
  }),
})
export type Desk = z.output<typeof deskEndpoint.reply>

const counts = <const T extends readonly [string, ...string[]]>(values: T) => z.record(z.enum(values), z.int())
const DeskUnit = z.object({
  id: UnitId,
  name: Text,
  total: z.int(),
  progress: counts(PROGRESSES),
  schedule: counts(SCHEDULES),
  closure: counts(CLOSURES),
})
export type DeskUnit = z.output<typeof DeskUnit>

/** How one's own work stands by lead unit, those with most overdue first; a problem led by two units stands under both. */
export const deskUnitsEndpoint = endpoint({
  method: 'get',
  path: '/desk/units',
  title: '各牵头单位',
  action: 'desk.view',
  params: nothing,
  input: nothing,
  /** `query` opens all of it: with a unit and a value of an axis, exactly the rows of one count (unitQuery). */
  reply: z.object({ query: z.record(Text, Text), units: z.array(DeskUnit) }),
})
export type DeskUnits = z.output<typeof deskUnitsEndpoint.reply>

const OfficerUnit = z.object({ id: UnitId, name: Text, overdue: Figure, soon: Figure })
const Listed = Figure.extend({ rows: z.array(DeskRow) })
export const officerDeskEndpoint = endpoint({
  method: 'get',
  path: '/desk/officer',
  title: '专班工作台',
  action: 'desk.officer',
  params: nothing,
  input: nothing,
  reply: z.object({
    asOf: Instant,
    soonDays: z.int(),
    all: Figure,
    running: Figure,
    overdue: Figure,
    soon: Figure,
    behind: Figure,
    proving: Proving,
    /** No lead unit. */
    unassigned: Listed,
    unconfirmed: Listed,
    /** Lead units with something overdue or due soon. */
    units: z.array(OfficerUnit),
    /** Of problems for which time still runs: what the responsibility mechanism asks for and is not there. */
    missing: z.array(Figure.extend({ slot: z.enum(SLOTS) })),
  }),
})
export type OfficerDesk = z.output<typeof officerDeskEndpoint.reply>

export const reminderEndpoint = endpoint({
  method: 'get',
  path: '/desk/reminders/:unitId',
  title: '催办文字',
  action: 'desk.officer',
  params: z.strictObject({ unitId: UnitId }),
  input: nothing,
  /** Computed from the facts of this moment; nothing is recorded. */
  reply: z.object({ text: Text }),
})
