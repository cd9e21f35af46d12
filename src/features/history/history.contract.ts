import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { Instant, Text, trimmedText, code } from '#kernel/fields.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { ACTS, type Act, MATTER_KINDS, NAMED_TABLES } from '#kernel/rooms.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { PersonId } from '#kernel/rooms/org.ts'

export const Change = z.object({ label: Text, before: Text, after: Text })
const ActName = code(/^[a-z]+[.][a-z-]+$/)
/** Security events are the auditor's. */
const ACT_NAMES = (Object.keys(ACTS) as Act[]).filter((act) => !act.startsWith('security.')) as [Act, ...Act[]]
const EventId = code(/^\d{1,18}$/, '页码无效')
const SUBJECT_KINDS = [...NAMED_TABLES.map(({ table }) => table), 'other' as const]
export const HistoryEntry = z.object({
  id: EventId,
  at: Instant,
  who: Text,
  /** The act in words, and its own name: one that an older version of the program recorded may have no words any more. */
  words: Text,
  code: ActName,
  reason: Text.nullable(),
  /** `matterKind`: what kind of matter it is, if it is one: it has a page of its own. */
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: z.guid(), title: Text, matterKind: z.enum(MATTER_KINDS).nullable() }),
  changes: z.array(Change),
  /** Whether it stands in the chain already; the sealer is at most a second behind. */
  sealed: z.boolean(),
})
export type HistoryEntry = z.output<typeof HistoryEntry>

/** `before`: only entries older than this one; `older` is what to give next, null at the beginning of the record. */
export const paging = { before: EventId.optional(), size: z.coerce.number().int().min(1).max(100).default(30) }
const Page = z.object({ entries: z.array(HistoryEntry), older: EventId.nullable() })

export const matterTimelineEndpoint = endpoint({
  method: 'get',
  path: '/matters/:matterId/timeline',
  title: '事项的办理记录',
  action: 'history.view-matter',
  params: z.strictObject({ matterId: MatterId }),
  input: z.strictObject(paging),
  reply: Page,
})

export const HistoryFilter = z.strictObject({
  person: PersonId.optional(),
  act: z.enum(ACT_NAMES, '没有这种操作').optional(),
  from: Day.optional(),
  to: Day.optional(),
  /** Title or number of a matter, name of a unit, person, source or file. */
  q: trimmedText(100).optional(),
})
export type HistoryFilter = z.output<typeof HistoryFilter>

export const historyEndpoint = endpoint({
  method: 'get',
  path: '/history',
  title: '办理记录',
  action: 'history.view',
  params: nothing,
  input: HistoryFilter.extend(paging),
  reply: Page,
})

/** The newest link of the chain as a line for paper; who keeps it can tell later whether the past is still the same. */
export const newestCheckpointEndpoint = endpoint({
  method: 'get',
  path: '/history/checkpoint',
  title: '最新存照',
  action: 'history.view',
  params: nothing,
  input: nothing,
  /** `fingerprint`: of the key that signs; null where the program has never run as a server. */
  reply: z.object({ line: Text.nullable(), fingerprint: Text.nullable() }),
})

/** Who can have done something: people with an account. */
export const historyPeopleEndpoint = endpoint({
  method: 'get',
  path: '/history/people',
  title: '办理记录中的人员',
  action: 'history.view',
  params: nothing,
  input: nothing,
  reply: z.object({ people: z.array(z.object({ id: PersonId, name: Text, unit: Text })) }),
})

export const matterAsOfEndpoint = endpoint({
  method: 'get',
  path: '/matters/:matterId/as-of',
  title: '截至某日的事项',
  action: 'history.view-matter',
  params: z.strictObject({ matterId: MatterId }),
  input: z.strictObject({ day: Day }),
  /** By recorded time: what had been recorded at the end of that day. `recorded` false: nothing had. */
  reply: z.object({
    day: Day,
    recorded: z.boolean(),
    title: Text,
    sections: z.array(z.object({ title: Text, lines: z.array(z.object({ label: Text, value: Text })) })),
  }),
})
