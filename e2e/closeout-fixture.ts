import sharp from 'sharp'
import type { Page } from 'playwright-core'
import type { Day } from '#kernel/days.ts'
import type { App } from '#platform/app.ts'
import { type ApiClient, signIn } from '../src/app/in-process-client.ts'
import { type MoveClock, loadDistrict, momentOf } from '../src/app/demo/load-district.ts'
import { DEMO_PASSWORD } from '../src/app/demo/log-ins.ts'
import { ON } from '#test/demo-snapshot.ts'

const GATE = '整改工作专班验收核查组'
const HEAD = '序号,问题编号,反馈问题,整改措施,整改目标,牵头单位,责任区领导,验收单位,整改时限,属地镇'
const SHORT = '海棠镇沿河路北侧建筑垃圾露天堆存'
const LONG =
  '海棠镇北部片区雨污管网建设滞后，沿河路、望潮路一带共计17处排口雨天溢流，生活污水经雨水管网直排入河，周边群众反映强烈，下游国考断面氨氮浓度时有超标'
const LINES = [
  `1,BY-1,${SHORT},1.清运堆存的建筑垃圾；2.补种绿化并建立巡查台账,场地清理到位，不再堆存,区住建局,包联区领导甲,${GATE},2026年12月31日前,海棠镇`,
  `2,BY-2,${LONG},1.完成管网改造；2.封堵错接排口；3.开展水质监测,雨天不溢流，断面稳定达标,区住建局,包联区领导甲,${GATE},2026年12月20日前,海棠镇`,
]
export const TITLES = { short: SHORT, long: LONG } as const

let move: MoveClock = () => undefined
/** From here on the server's clock stands at this moment. */
export const clockAt = (day: string, time: string): void => move(momentOf(day as Day, time))

/** A district whose ledger holds two problems of one unit, with leader and accepting unit, nothing done yet. */
export async function twoProblems(app: App, on: Day, setupCode: string, moveClock: MoveClock): Promise<void> {
  move = moveClock
  const sources = await loadDistrict(app, on, setupCode, moveClock)
  moveClock(momentOf(on, '08:30'))
  const officer = await signIn(app, 'officer', DEMO_PASSWORD)
  const { id } = await officer.upload('/intake?name=two.csv', Buffer.from([HEAD, ...LINES].join('\n')))
  await officer.post(`/intake/${String(id)}/choices`, { sourceId: sources.get('present-self-check') })
  await officer.post(`/intake/${String(id)}/commit`)
}

/** The ids of both problems, as whoever is logged in sees them. */
export async function idsOf(page: Page): Promise<{ readonly short: string; readonly long: string }> {
  const { rows } = (await (await page.request.get('/api/problems?size=50')).json()) as { rows: { id: string; title: string }[] }
  const idOf = (title: string) => rows.find((row) => row.title === title)?.id ?? ''
  return { short: idOf(SHORT), long: idOf(LONG) }
}

/** A picture of its own colour: other bytes each time. */
export const photo = (seed: number): Promise<Uint8Array> =>
  sharp({ create: { width: 480, height: 360, channels: 3, background: { r: (seed * 53) % 255, g: 120, b: (seed * 97) % 255 } } })
    .jpeg()
    .toBuffer()

type Plan = {
  readonly version: number
  readonly measures: readonly { readonly id: string; readonly no: number; readonly evidence: readonly string[] }[]
}
const planOf = async (client: ApiClient, id: string) => (await client.get(`/problems/${id}/plan`)) as unknown as Plan

/** The unit proves every measure and applies, the head agrees: what stands before a test that is about something else. */
export async function broughtToVerification(app: App, id: string): Promise<void> {
  const handler = await signIn(app, 'handler-zhujian', DEMO_PASSWORD)
  for (const measure of (await planOf(handler, id)).measures) {
    const { id: evidenceId } = await handler.upload(`/matters/${id}/evidence?name=${measure.no}.jpg`, await photo(500 + measure.no))
    await handler.post(`/problems/${id}/evidence-links`, { add: [{ measureId: measure.id, evidenceId }] })
    const { version } = await planOf(handler, id)
    await handler.post(`/problems/${id}/measures/${measure.id}/report`, { state: 'done', doneText: '已按方案完成。' }, version)
  }
  const { version } = await planOf(handler, id)
  await handler.post(`/problems/${id}/closeout/apply`, { statement: '各项措施均已完成。', completedOn: ON }, version)
  const head = await signIn(app, 'head-zhujian', DEMO_PASSWORD)
  const view = await head.get(`/problems/${id}/closeout`)
  await head.post(`/problems/${id}/closeout/opinion`, { verdict: 'agree', text: '同意。', seal: view['seal'] }, Number(view['version']))
}
