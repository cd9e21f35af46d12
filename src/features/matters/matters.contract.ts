import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { Text, trimmedText } from '#kernel/fields.ts'
import { MATTER_KINDS } from '#kernel/rooms.ts'
import { MATTER_STATES, MatterId } from '#kernel/rooms/matters.ts'
import { isSearchable } from './domain/search-words.ts'

export const SEARCH_PAGE = 20
const Kind = z.enum(MATTER_KINDS, '没有这种事项')

/** What the address of the result page holds: a text that is too short is still shown there. */
export const SearchFilter = z.strictObject({ q: trimmedText(100).optional(), kind: Kind.optional() })
export type SearchFilter = z.output<typeof SearchFilter>

export const MatterHit = z.object({
  id: MatterId,
  kind: Kind,
  no: Text.nullable(),
  title: Text,
  state: z.enum(MATTER_STATES),
  dueOn: Day.nullable(),
  /** Where the words stand, when number and title don't show them. */
  excerpt: Text.nullable(),
})
export type MatterHit = z.output<typeof MatterHit>

/** Matters of every kind that the caller may see and that hold all words, the best first. */
export const searchEndpoint = endpoint({
  method: 'get',
  path: '/matters/search',
  title: '搜索事项',
  action: 'matter.search',
  params: nothing,
  input: z.strictObject({
    q: trimmedText(100).refine(isSearchable, '请至少输入两个字'),
    kind: Kind.optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
  }),
  reply: z.object({
    total: z.int(),
    /** There are more than `total`, and more of each kind, the newest first: a common word is not counted to its end. */
    isMore: z.boolean(),
    /** How many there are of each kind, whichever kind is looked at. */
    kinds: z.array(z.object({ kind: Kind, total: z.int() })),
    rows: z.array(MatterHit),
  }),
})
export type Found = z.output<typeof searchEndpoint.reply>
