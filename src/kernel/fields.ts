import { z } from 'zod'

// What contracts are made of besides days (days.ts) and ids (rooms). A value of a closed set is an enum of its one list, never a text.

/** A moment: what is sent is in UTC, what comes in may name another zone. */
export const Instant = z.iso.datetime({ offset: true })

/** How pressing the time left is: of a clock on a row, a measure, a step. */
const CLOCK_TONES = ['calm', 'soon', 'late', 'none'] as const
export type ClockTone = (typeof CLOCK_TONES)[number]

/** Free text of a reply: a name, a number as issued, a sentence put together by the server. */
export const Text = z.string()

/** What a person types, at most so many characters; blanks around it are dropped. */
export const trimmedText = (max: number, tooLong = `不超过 ${max} 个字`) => z.string().trim().max(max, tooLong)
/** The same, and not empty. */
export const needed = (max: number, missing: string, tooLong?: string) => trimmedText(max, tooLong).min(1, missing)
/** The same; an empty one counts as absent. */
export const optionalText = (max: number) =>
  trimmedText(max)
    .optional()
    .transform((typed) => (typed === '' ? undefined : typed))
/** The same; an empty one takes the value away. */
export const textOrNull = (max: number, tooLong?: string) =>
  trimmedText(max, tooLong)
    .nullable()
    .transform((typed) => (typed === '' ? null : typed))
/** Every character counts: a password, a cell of a sheet, a file's name. */
export const verbatim = (max: number, tooLong?: string) => z.string().max(max, tooLong)
/** A token or key of the program's own making. */
export const code = (pattern: RegExp, wrong?: string) => z.string().regex(pattern, wrong)
/** SHA-256, in hex. */
export const Hash = code(/^[\da-f]{64}$/)

/** The time left or overrun in words. */
export const Clock = z.object({ text: Text, tone: z.enum(CLOCK_TONES), note: Text.optional() })
export type Clock = z.output<typeof Clock>

/** ＡＢ, Ab and ab are one log-in name, typed wherever and by whoever names somebody. */
export const asOneName = (name: string): string => name.normalize('NFKC').trim().toLowerCase()
