import { addDays } from '#kernel/days.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'
import { own } from './decide-application.ts'
import { passStep, returnStep } from './decide-opinion.ts'
import { noticePeriod } from '../chain/notice.ts'
import { atStep, onward } from './outcome.ts'
import { refusalFor } from '../acts/act-permissions.ts'
import { fileRefusal, no, papersOf } from '../acts/signature.ts'
import type { ActContext, Filing, Notice, Outcome, Situation } from '../situation.ts'
import { objectionsNow, stepBegan, stepNow } from '../chain/steps.ts'

/** A notice may be entered so many days ahead. */
const AHEAD = 30

/** Publishes: the last day is counted from the chain's days; the step goes on running until the notice ends. */
export function decideNotice(s: Situation, context: ActContext, notice: Notice): Decision<Outcome> {
  const barred = refusalFor('notice', s, context)
  const step = stepNow(s)
  if (barred || !step) return no(barred ?? { code: 'access.denied' })
  const [from, to] = [stepBegan(s) ?? context.today, addDays(context.today, AHEAD)]
  if (notice.from < from || notice.from > to) return refuse('closeout.notice-from', { from, to })
  const period = noticePeriod(step, notice.from, s.calendar)
  if (!period.ok) return period
  const text = `${notice.medium}，${period.event.steps.join('，')}`
  return accept(
    atStep(
      own(context, { step: step.key, act: 'notice', text, seal: s.seal, facts: { notice: { ...notice, ...period.event } } }),
      step.key,
    ),
  )
}

export type NoticeEnd = { readonly text: string; readonly scanId?: string | undefined; readonly returnTo?: string | undefined }

/** Ends a notice after its last day, every objection answered; an objection that was upheld sends it back. */
export function decideNoticeEnd(s: Situation, context: ActContext, { text, scanId, returnTo }: NoticeEnd): Decision<Outcome> {
  const barred = refusalFor('notice_end', s, context) ?? fileRefusal(s, scanId, 'notice', '公示材料')
  const step = stepNow(s)
  if (barred || !step) return no(barred ?? { code: 'access.denied' })
  if (text === '') return refuse('closeout.empty', { what: '公示结果' })
  const objections = objectionsNow(s)
  const settled = objections.map(({ id }) => id)
  const entry = own(context, {
    step: step.key,
    act: 'notice_end',
    verdict: 'pass',
    text,
    scanId: scanId ?? null,
    seal: s.seal,
    facts: { settled, papers: papersOf(s, [scanId ?? null]) },
  })
  if (objections.some(({ upheld }) => upheld)) return returnStep(s, step, entry, returnTo)
  return returnTo === undefined ? passStep(s, step, entry) : refuse('closeout.not-upheld')
}

/** Files a closed problem with whom it is owed to. */
export function decideFile(
  s: Situation,
  context: ActContext,
  { scanId, ...filing }: Filing & { readonly scanId?: string | undefined },
): Decision<Outcome> {
  const barred = refusalFor('file', s, context) ?? fileRefusal(s, scanId, 'filing', '备案材料')
  const step = stepNow(s)
  if (barred || !step) return no(barred ?? { code: 'access.denied' })
  const from = s.running?.closedOn ?? context.today
  if (filing.on < from || filing.on > context.today) return refuse('closeout.filed-on', { from, to: context.today })
  const scan = scanId ?? null
  const text = `${filing.to}，${filing.no}`
  return accept(
    onward(
      s,
      step,
      own(context, {
        step: step.key,
        act: 'filing',
        text,
        scanId: scan,
        facts: { filing, papers: papersOf(s, [scan]) },
      }),
    ),
  )
}
