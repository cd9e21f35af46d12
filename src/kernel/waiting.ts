import { z } from 'zod'

export const CLOCK_TONES = ['calm', 'soon', 'late', 'none'] as const
export type ClockTone = (typeof CLOCK_TONES)[number]
/** The time left or overrun, in words. */
export const Clock = z.object({ text: z.string(), tone: z.enum(CLOCK_TONES), note: z.string().optional() })

/** One step that waits for somebody: what, on what, since when, by whose clock. */
export const WaitingRow = z.object({
  /** Of the matter, or of whatever the step is about. */
  id: z.string(),
  no: z.string().nullable(),
  title: z.string(),
  /** The step in words. */
  step: z.string(),
  place: z.string().nullable(),
  lead: z.string().nullable(),
  /** Since when it waits here. */
  since: z.iso.datetime().nullable(),
  /** The last day of the step itself where it has one, else of the matter. */
  dueOn: z.iso.date().nullable(),
  clock: Clock,
  /** How much there is to look at, in words. */
  detail: z.string().nullable(),
  /** The page that opens the act itself. */
  path: z.string().startsWith('/'),
})
export type WaitingRow = z.output<typeof WaitingRow>

/** Steps of one kind, the most pressing first. */
export const WaitingGroup = z.object({
  key: z.string(),
  title: z.string(),
  /** How it is done. */
  hint: z.string(),
  /** On the button of each row. */
  button: z.string(),
  /** Done on the spot: rows of one town stand together, to be driven round and printed. */
  byPlace: z.boolean(),
  rows: z.array(WaitingRow),
})
export type WaitingGroup = z.output<typeof WaitingGroup>
