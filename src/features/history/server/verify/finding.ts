import { wordsOf } from '#kernel/decision.ts'

/** One thing that is not as it should be, in words for the person who runs verify. */
export type Finding = {
  readonly check: string
  readonly where: string
  readonly message: string
  /** Without names of files, which people wrote; absent where the message has none. */
  readonly unnamed?: string
}

/** Words about a file, `{name}` in them, with its name and without. */
export const aboutFile = (words: string, name: string) => ({ message: wordsOf(words, { name }), unnamed: wordsOf(words, { name: '…' }) })

/** So many of a kind are named. */
export const MAX_FINDINGS = 20
