import { createHash } from 'node:crypto'
import { FileStream, type Endpoint } from '#kernel/endpoint.ts'

/** What a security event says besides who and how it ended: short values only. */
export type Facts = Readonly<Record<string, string | number>>

const LONGEST = 200
/** Words that somebody typed may be anything, a complainant's name too; only how many there were is recorded. */
const TYPED: ReadonlySet<string> = new Set(['q', 'text', 'name', 'note', 'reason'])

/** A filter as it was asked for, without typed words. */
export const filterFacts = (input: unknown): string =>
  Object.entries((input ?? {}) as Record<string, unknown>)
    .flatMap(([key, value]) => (value === undefined || value === null ? [] : [`${key}=${valueOf(key, value)}`]))
    .join('&')
    .slice(0, LONGEST)

function valueOf(key: string, value: unknown): string {
  const text = Array.isArray(value) ? value.join(',') : String(value)
  return TYPED.has(key) ? `（${text.length}字）` : text
}

/** The path without its query. */
export const pathFacts = (url: string): string => (url.split('?')[0] ?? '').slice(0, LONGEST)

type File = { readonly name: string; readonly bytes: unknown; readonly rows?: number; readonly hash?: string; readonly size?: number }

/** What went out: how much, and its hash where it is known before it is sent. The name of an upload may be anything, so only ours are recorded. */
export function fileFacts(e: Endpoint, answer: unknown): Facts {
  const { name, bytes, rows, hash, size } = answer as File
  const isStream = FileStream.safeParse(answer).success
  const whole = !isStream && bytes instanceof Uint8Array ? bytes : undefined
  const sha256 = whole ? createHash('sha256').update(whole).digest('hex') : hash
  return {
    ...(e.recorded === 'security.export' && { file: name.slice(0, LONGEST) }),
    bytes: whole?.byteLength ?? size ?? 0,
    ...(rows !== undefined && { rows }),
    ...(sha256 && { sha256 }),
  }
}
