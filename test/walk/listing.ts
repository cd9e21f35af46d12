import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import type { Actor } from '../closeout/closeout-stage-fixture.ts'
import { sees } from './oracle.ts'
import type { Trio, WalkStage } from './walk-stage.ts'

const OWN = ['shared', 'others', 'ours'] as const
const LETTERS = { shared: '甲', others: '乙', ours: '丙' } as const

/** Every text of a workbook. */
async function textsOf(bytes: Buffer): Promise<string> {
  const zip = await fromBufferPromise(bytes)
  const parts: string[] = []
  for await (const entry of zip.eachEntry())
    if (entry.fileName.endsWith('.xml')) parts.push((await buffer(await zip.openReadStreamPromise(entry))).toString())
  return parts.join('\n')
}

/** The list, its count and its export hold what the rules show to somebody, no more and no less. */
export async function listing(send: WalkStage['send'], { marker, ...trio }: Trio, actor: Actor): Promise<string[]> {
  const query = `q=${encodeURIComponent(marker)}`
  const [list, sheet] = [
    await send(actor, { method: 'GET', path: `/problems?${query}&size=50` }),
    await send(actor, { method: 'GET', path: `/reports/ledger.xlsx?${query}` }),
  ]
  const rows = (list.json['rows'] ?? []) as { id: string }[]
  const texts = sheet.status === 200 ? await textsOf(sheet.bytes) : ''
  const isNobody = OWN.every((whose) => sees(actor, whose) === 'mayNot')
  const failures = [list, sheet]
    .filter(({ status }) => status >= 500 || (isNobody && status < 300))
    .map(({ status }) => `list or export: ${status}`)
  for (const whose of OWN) {
    const verdict = sees(actor, whose)
    const isListed = rows.some(({ id }) => id === trio[whose].id)
    if (verdict === 'may' && !isListed) failures.push(`${whose} is missing in the list (${list.status})`)
    if (verdict === 'mayNot' && isListed) failures.push(`${whose} is in the list`)
    if (verdict === 'mayNot' && texts.includes(`${marker}${LETTERS[whose]}`)) failures.push(`${whose} is in the export`)
    if (verdict === 'may' && sheet.status === 200 && !texts.includes(`${marker}${LETTERS[whose]}`))
      failures.push(`${whose} is missing in the export`)
  }
  const visible = OWN.filter((whose) => sees(actor, whose) === 'may').length
  const unclear = OWN.filter((whose) => sees(actor, whose) === 'unknown').length
  if (list.status === 200 && (Number(list.json['total']) < visible || Number(list.json['total']) > visible + unclear))
    failures.push(`counted ${String(list.json['total'])}, visible are ${visible}`)
  return failures
}
