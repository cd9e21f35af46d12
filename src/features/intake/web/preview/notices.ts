import type { Preview } from '../../intake.contract.ts'

/** Notices of a file, with the many of one sort brought together: the sources that cells name and nobody has registered. */
export function noticesOf(notices: Preview['notices']): { notices: string[]; unknownSources: string[] } {
  const named = notices.map(({ kind, message }) => ({
    message,
    source: kind === 'SOURCE_UNKNOWN' ? /^“(.+?)”/u.exec(message)?.[1] : undefined,
  }))
  return {
    notices: named.filter(({ source }) => source === undefined).map(({ message }) => message),
    unknownSources: named.flatMap(({ source }) => source ?? []),
  }
}
