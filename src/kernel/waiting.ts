import { z } from 'zod'
import { Day } from './days.ts'
import { Clock, Instant, Text, code } from './fields.ts'

/** One step that waits for somebody: what, on what, since when, by whose clock. */
export const WaitingRow = z.object({
  /** Of the matter, or of whatever the step is about. */
  id: z.guid(),
  no: Text.nullable(),
  title: Text,
  /** The step in words. */
  step: Text,
  place: Text.nullable(),
  lead: Text.nullable(),
  /** Since when it waits here. */
  since: Instant.nullable(),
  /** The last day of the step itself where it has one, else of the matter. */
  dueOn: Day.nullable(),
  clock: Clock,
  /** How much there is to look at, in words. */
  detail: Text.nullable(),
  /** The page that opens the act itself. */
  path: code(/^[/]/),
})
export type WaitingRow = z.output<typeof WaitingRow>

/** Steps of one kind, the most pressing first. */
export const WaitingGroup = z.object({
  key: code(/^[a-z]+[.][a-z-]+$/),
  title: Text,
  /** How it is done. */
  hint: Text,
  /** On the button of each row. */
  button: Text,
  /** Done on the spot: rows of one town stand together, to be driven round and printed. */
  byPlace: z.boolean(),
  rows: z.array(WaitingRow),
})
export type WaitingGroup = z.output<typeof WaitingGroup>
