import { minuteWords } from '#kernel/instants.ts'
import { STEP_ENTRIES } from '#kernel/rooms/closeout-steps.ts'
import { VERDICT_WORDS } from '#kernel/rooms/closeout-tables.ts'
import type { Closeout, Cycle, Entry } from '../../closeout.contract.ts'

export type Stop = {
  readonly key: string
  readonly name: string
  readonly state: 'passed' | 'now' | 'waiting'
  /** Who, when and how it passed, or whose turn it is since when. */
  readonly lines: readonly string[]
}

/** The stops of a running file, the application first: what has passed, where it stands, what waits. */
export function stopsOf(cycle: Cycle, state: Closeout['state']): Stop[] {
  const atApplicant = state === 'open' && cycle.revoked === null
  const since = `自 ${minuteWords(movedAt(cycle))} 起`
  const apply: Stop = {
    key: 'apply',
    name: '申请销号',
    state: atApplicant ? 'now' : 'passed',
    lines: atApplicant ? [cycle.applicant, since] : [cycle.applicant, `第 ${cycle.applications} 次申请`],
  }
  const rest = cycle.steps.map((step): Stop => {
    const { key, name, holderWords } = step
    if (step.state === 'now') return { key, name, state: 'now', lines: [holderWords, since] }
    const entry = step.state === 'passed' ? passedBy(cycle.entries, key) : undefined
    return { key, name, state: step.state, lines: entry ? passWords(entry) : [holderWords] }
  })
  return [apply, ...rest]
}

/** When the file last came to where it stands. @internal */
export function movedAt({ entries, begunAt }: Pick<Cycle, 'entries' | 'begunAt'>): string {
  const moments = entries.flatMap(({ at, voided }) => (voided ? [at, voided.at] : [at]))
  return moments.reduce((latest, at) => (at > latest ? at : latest), begunAt)
}

const passedBy = (entries: readonly Entry[], step: string) =>
  entries.findLast((entry) => entry.step === step && entry.voided === null && entry.act in STEP_ENTRIES)

function passWords(entry: Entry): string[] {
  const { verification, signatory, recorder, signedOn, verdict } = entry
  const who = verification ? verification.members.map(({ name }) => name).join('、') : (signatory?.name ?? recorder ?? '')
  return [who, [signedOn, verdict && VERDICT_WORDS[verdict]].filter(Boolean).join(' ')]
}
