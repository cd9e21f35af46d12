import { type Day, addDays } from '#kernel/days.ts'
import type { App } from '#platform/app.ts'
import { type ApiClient, signIn } from '../in-process-client.ts'
import { DEMO_LOG_INS, DEMO_PASSWORD } from './log-ins.ts'
import { type PhotoSide, demoPhoto, stampOf } from './district/photos.ts'
import { UNITS } from './district/units.ts'

/** How far each of the worked problems gets, the furthest first. */
export const DEMO_STAGES = [
  'revoked',
  'filed',
  'filed',
  'closed',
  'leader',
  'ended',
  'notice',
  'office',
  'returned',
  'verify',
  'verify',
  'unit',
  'done',
  'done',
] as const
export type DemoStage = (typeof DEMO_STAGES)[number] | 'working'
const WORKING = 9

/** A problem that is worked, by whom, and how far it gets. */
export type Worked = {
  readonly id: string
  readonly n: number
  readonly stage: DemoStage
  /** Whoever works it: the lead unit's handler, or the office for units that send paper. */
  readonly handlerLogin: string
  /** Log-ins of head and leader; undefined: they sign on paper. */
  readonly headLogin: string | undefined
  readonly leaderLogin: string | undefined
}
type Row = {
  readonly id: string
  readonly version: number
  readonly no: string
  readonly measuresTotal: number
  readonly lead: readonly { readonly name: string }[]
  readonly leader: readonly { readonly name: string }[]
}
type Measure = { readonly id: string; readonly text: string }
export type At = (days: number, time: string) => void
/** Somebody's hands, logged in at the present moment. */
export type As = (login: string) => Promise<ApiClient>

/** Logs people in once a moment: a session does not outlive the days between. */
export function clientsAt(app: App, at: At): { readonly as: As; readonly at: At } {
  const clients = new Map<string, Promise<ApiClient>>()
  const as: As = (login) => {
    const client = clients.get(login) ?? signIn(app, login, DEMO_PASSWORD)
    clients.set(login, client)
    return client
  }
  return { as, at: (days, time) => (clients.clear(), at(days, time)) }
}

const known = new Set(DEMO_LOG_INS.map(([login]) => login))
const ifKnown = (login: string) => (known.has(login) ? login : undefined)
const leaderLogin = (name: string) => ifKnown(`leader${'甲乙丙丁戊己庚辛壬癸子丑'.indexOf(name.at(-1) ?? '') + 1}`)

/** Problems with a lead unit of ours, measures and a leader: first those of units that work on screen. */
export async function chooseWorked(as: As): Promise<Worked[]> {
  const officer = await as('officer')
  const { rows } = (await officer.get('/problems?closure=open&progress=in_hand,not_started&size=200&sort=no')) as unknown as { rows: Row[] }
  const fit = rows.flatMap((row) => {
    const unit = UNITS.find(({ name, shortName }) => row.lead[0]?.name === name || row.lead[0]?.name === shortName)
    return unit && row.leader.length === 1 && row.lead.length === 1 && row.measuresTotal > 0 ? [{ row, key: unit.key }] : []
  })
  const ordered = [...fit.filter(({ key }) => ifKnown(`handler-${key}`)), ...fit.filter(({ key }) => !ifKnown(`handler-${key}`))]
  return ordered.slice(0, DEMO_STAGES.length + WORKING).map(({ row, key }, n) => ({
    id: row.id,
    n,
    stage: DEMO_STAGES[n] ?? 'working',
    handlerLogin: ifKnown(`handler-${key}`) ?? 'officer2',
    headLogin: ifKnown(`head-${key}`),
    leaderLogin: leaderLogin(row.leader[0]?.name ?? ''),
  }))
}

/** The office says who verifies. */
export async function nameVerifiers(officer: ApiClient, worked: readonly Worked[]): Promise<void> {
  const cells = []
  for (const { id } of worked) {
    const { version } = await officer.get(`/problems/${id}`)
    cells.push({ id, version, column: 'acceptance', text: '整改工作专班验收核查组' })
  }
  await officer.post('/problems/cells', { cells, reason: '按验收分工明确验收单位' })
}

const RESULTS = ['现场清理前后对比照片', '工程验收资料和现场照片', '监测报告', '制度文件和巡查记录']

/** The unit turns the measures of its plan into something with holder, day and result. */
export async function makePlan(as: As, { id, handlerLogin, n }: Worked, on: Day): Promise<void> {
  const handler = await as(handlerLogin)
  const plan = (await handler.get(`/problems/${id}/plan`)) as unknown as { version: number; measures: Measure[] }
  const measures = plan.measures.map((measure, i) => ({
    id: measure.id,
    text: measure.text,
    deadline: addDays(on, n % 5 === 4 ? -3 - i : 20 + 15 * i),
    result: RESULTS[(n + i) % RESULTS.length],
    milestones: i === 0 ? [{ text: '完成现场摸底和施工准备', dueOn: addDays(on, -16) }] : [],
  }))
  await handler.post(`/problems/${id}/plan`, { measures, reason: '细化措施的期限和应见成果' }, plan.version)
}

export type Numbered = Measure & { readonly i: number }

/** Pictures of one measure from the same viewpoint, linked to it. */
export async function addPhotos(as: As, { id, handlerLogin, n }: Worked, measure: Numbered, side: PhotoSide, on: Day): Promise<void> {
  const handler = await as(handlerLogin)
  const bytes = await demoPhoto(n * 10 + measure.i, side, stampOf(on, '10:12:00'))
  const pair = `00000000-0000-4000-8000-${String(n * 10 + measure.i).padStart(12, '0')}`
  const name = encodeURIComponent(`${side === 'before' ? '整改前' : '整改后'}-措施${measure.i + 1}.jpg`)
  const { id: evidenceId } = await handler.upload(`/matters/${id}/evidence?name=${name}&side=${side}&pair=${pair}`, bytes)
  await handler.post(`/problems/${id}/evidence-links`, { add: [{ measureId: measure.id, evidenceId }] })
}

/** What the unit reports of every measure. */
export async function reportAll(as: As, { id, handlerLogin, n }: Worked, on: Day, state: 'in_hand' | 'done', only = 99): Promise<void> {
  const handler = await as(handlerLogin)
  const plan = (await handler.get(`/problems/${id}/plan`)) as unknown as {
    version: number
    measures: (Measure & { schedule: string; milestones: { id: string }[] })[]
  }
  let { version } = plan
  for (const [i, { id: measureId, schedule, milestones }] of plan.measures.slice(0, only).entries()) {
    const late = schedule === 'overdue' || schedule === 'behind'
    const form = {
      state,
      doneText:
        state === 'done'
          ? '已按方案完成，现场整治到位，附整改后照片和工作记录。'
          : `已完成约${40 + ((n * 7 + i * 13) % 45)}%，正在按计划推进。`,
      ...(late && { delayReason: '前期连续降雨，现场不具备施工条件，进度有所滞后。' }),
      ...(state === 'in_hand' && { nextStep: '倒排工期，每周调度，确保按期完成。' }),
      reached: state === 'done' ? milestones.map((milestone) => ({ milestoneId: milestone.id, on: addDays(on, -14) })) : [],
    }
    const after = await handler.post(`/problems/${id}/measures/${measureId}/report`, form, version)
    version = Number(after['version'])
  }
}

/** The measures of a problem's plan, each with its place in it. */
export async function measuresOf(as: As, { id, handlerLogin }: Worked): Promise<Numbered[]> {
  const { measures } = (await (await as(handlerLogin)).get(`/problems/${id}/plan`)) as unknown as { measures: Measure[] }
  return measures.map((measure, i) => ({ ...measure, i }))
}
