import type { Shape, Tone } from '#ui/feedback/StatusIcon.tsx'
import { ENTRY_ACT_WORDS, type Verdict, VERDICT_WORDS } from '#kernel/rooms/closeout-tables.ts'
import type { Entry } from '../../closeout.contract.ts'

const LOOKS: Readonly<Record<Verdict, { readonly shape: Shape; readonly tone: Tone }>> = {
  agree: { shape: 'check', tone: 'good' },
  pass: { shape: 'check', tone: 'good' },
  return: { shape: 'return', tone: 'warn' },
  fail: { shape: 'return', tone: 'warn' },
}

/** What one line of the file says in a word, with the mark that says the same. */
export function verdictOf({ act, verdict }: Pick<Entry, 'act' | 'verdict'>): { word: string; shape: Shape; tone: Tone } {
  if (verdict !== null) return { word: VERDICT_WORDS[verdict], ...LOOKS[verdict] }
  return { word: ENTRY_ACT_WORDS[act], shape: 'disc', tone: act === 'revoke' || act === 'withdraw' ? 'warn' : 'info' }
}

/** 某局 局长 甲 */
export const personWords = ({
  name,
  unit,
  post,
}: {
  readonly name: string
  readonly unit: string | null
  readonly post: string | null
}): string => [unit, post, name].filter(Boolean).join(' ')
