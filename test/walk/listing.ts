import type { Actor } from '../closeout/closeout-stage-fixture.ts'
import { textsIn } from '../house/texts-in.ts'
import { type Verdict, sees } from './oracle.ts'
import type { Trio, WalkStage } from './walk-stage.ts'

const OWN = ['shared', 'others', 'ours'] as const
const LETTERS = { shared: '甲', others: '乙', ours: '丙' } as const

/** What is wrong with one problem in a list or an export: too much or too little. */
function wrongIn(where: string, verdict: Verdict, isThere: boolean): string[] {
  if (verdict === 'may' && !isThere) return [`missing in the ${where}`]
  return verdict === 'mayNot' && isThere ? [`in the ${where} against the rules`] : []
}
const isCounted = (total: number, verdicts: readonly Verdict[]) => {
  const visible = verdicts.filter((verdict) => verdict === 'may').length
  return total >= visible && total <= visible + verdicts.filter((verdict) => verdict === 'unknown').length
}

/** The list, its count and its export hold what the rules show to somebody, no more and no less. */
export async function listing(send: WalkStage['send'], { marker, ...trio }: Trio, actor: Actor): Promise<string[]> {
  const query = `q=${encodeURIComponent(marker)}`
  const list = await send(actor, { method: 'GET', path: `/problems?${query}&size=50` })
  const sheet = await send(actor, { method: 'GET', path: `/reports/ledger.xlsx?${query}` })
  const verdicts = OWN.map((whose) => sees(actor, whose))
  const isNobody = verdicts.every((verdict) => verdict === 'mayNot')
  const failures = [list, sheet]
    .filter(({ status }) => status >= 500 || (isNobody && status < 300))
    .map(({ status }) => `list or export: ${status}`)
  const rows = (list.json['rows'] ?? []) as { id: string }[]
  const texts = sheet.status === 200 ? textsIn(sheet.bytes) : null
  for (const whose of OWN) {
    const verdict = sees(actor, whose)
    failures.push(
      ...wrongIn(
        'list',
        verdict,
        rows.some(({ id }) => id === trio[whose].id),
      ),
    )
    if (texts !== null) failures.push(...wrongIn('export', verdict, texts.includes(`${marker}${LETTERS[whose]}`)))
  }
  if (list.status === 200 && !isCounted(Number(list.json['total']), verdicts)) failures.push(`counted ${String(list.json['total'])}`)
  return failures
}
