import { type Day, addDays } from '#kernel/days.ts'
import type { App } from '#platform/app.ts'
import { demoPhoto, stampOf } from './district/photos.ts'
import { type As, type At, clientsAt } from './rectify.ts'

type Row = { readonly id: string; readonly version: number; readonly matterId: string }
const FOUND = [
  ['stable', '现场已恢复，周边无新增堆存，台账和巡查记录齐全，整改成效稳定。'],
  ['stable', '截污设施运行正常，走访群众均表示未再发现异味。'],
  ['stable', '复绿成活良好，未见新的占用。'],
  ['loosened', '设施在运行，但巡查记录近两个月有缺，管护有所松懈。'],
  ['rebound', '原点位西侧再次出现建筑垃圾堆存约20立方米，属反弹。'],
  ['stable', '排口已封堵，现场取样清澈，附监测报告。'],
  ['unverifiable', '原点位已拆迁平整，无法与原问题对应，需查阅历史影像。'],
  ['stable', '规范化建设到位，台账完整。'],
] as const

/** The first order of the speech: what earlier ledgers call done or closed is looked at again. */
export async function lookBack(app: App, on: Day, clock: At): Promise<void> {
  const { as, at } = clientsAt(app, clock)
  at(-24, '09:10')
  const officer = await as('officer')
  const scope = { closures: ['done', 'closed'] }
  const { items } = await officer.post('/lookbacks/preview', scope)
  const form = {
    name: '历次督察反馈问题全面“回头看”',
    dueOn: addDays(on, 10),
    note: '逐项到现场核查，确保真正销号。',
    scope,
    expected: items,
  }
  const { id } = await officer.post('/lookbacks', form)
  await giveOut(as, String(id))
  at(-6, '16:20')
  const looked = await look(as, String(id), on)
  at(-5, '10:40')
  await decide(as, looked, on)
}

/** The supervisors look at the first score, the acceptance group at the next. */
async function giveOut(as: As, id: string): Promise<void> {
  const officer = await as('officer')
  const { rows: people } = (await officer.get('/org/people?role=supervisor')) as unknown as { rows: { id: string }[] }
  const { rows } = (await officer.get(`/lookbacks/${id}/items?size=40&sort=no`)) as unknown as { rows: Row[] }
  const refs = rows.map((row) => ({ id: row.id, version: row.version }))
  await officer.post(`/lookbacks/${id}/assign`, { items: refs.slice(0, 20), unitId: null, personId: people[0]?.id ?? null })
}

async function look(as: As, id: string, on: Day): Promise<Row[]> {
  const supervisor = await as('supervisor')
  const { rows } = (await supervisor.get(`/lookbacks/${id}/items?size=20&sort=no&assignee=any`)) as unknown as { rows: Row[] }
  const looked = rows.slice(0, FOUND.length)
  for (const [i, row] of looked.entries()) {
    const [result, found] = FOUND[i] ?? FOUND[0]
    const photo = await demoPhoto(5000 + i, result === 'rebound' ? 'before' : 'after', stampOf(addDays(on, -6), `10:0${i}:00`))
    const name = encodeURIComponent(`回头看现场${i + 1}.jpg`)
    const file = await supervisor.upload(`/matters/${row.matterId}/evidence?purpose=lookback&name=${name}`, photo)
    const form = {
      result,
      found,
      visitedOn: addDays(on, -6),
      visitors: ['区督查办督导员甲', '区督查办督导员乙'],
      evidenceIds: [file['id']],
    }
    await supervisor.post(`/lookback-items/${row.id}/record`, form, row.version)
  }
  return looked
}

/** Most are confirmed, the rebound is worked again; the rest waits for the office. */
async function decide(as: As, looked: readonly Row[], on: Day): Promise<void> {
  const officer = await as('officer')
  for (const i of [0, 1, 2, 4]) {
    const row = looked[i]
    if (!row) continue
    const { version } = await officer.get(`/lookback-items/${row.id}`)
    const reopens = FOUND[i]?.[0] === 'rebound'
    const form = {
      outcome: reopens ? 'reopened' : 'verified',
      reason: reopens ? '现场反弹，重新整改。' : '',
      ...(reopens && { dueOn: addDays(on, 60), basis: '区整改办督办通知' }),
    }
    await officer.post(`/lookback-items/${row.id}/decide`, form, Number(version))
  }
}
