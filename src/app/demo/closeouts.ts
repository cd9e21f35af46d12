import { type Day, addDays } from '#kernel/days.ts'
import type { Closeout } from '#features/closeout/closeout.contract.ts'
import type { App } from '#platform/app.ts'
import type { ApiClient } from '../in-process-client.ts'
import { momentOf } from './load-district.ts'
import { demoPhoto, demoScan, stampOf } from './district/photos.ts'
import {
  type As,
  type At,
  DEMO_STAGES,
  type DemoStage,
  type Worked,
  addPhotos,
  chooseWorked,
  clientsAt,
  makePlan,
  measuresOf,
  nameVerifiers,
  reportAll,
} from './rectify.ts'

type Body = Readonly<Record<string, unknown>>
const ORDER: readonly DemoStage[] = ['working', ...DEMO_STAGES.toReversed()]
const reaches = (stage: DemoStage) => (one: Worked) => ORDER.indexOf(one.stage) >= ORDER.indexOf(stage) && one.stage !== 'working'

/** Acts on the close-out as it stands now, with what it seals. */
async function act(client: ApiClient, { id }: Worked, path: string, form: Body): Promise<void> {
  const { version, seal } = await client.get(`/problems/${id}/closeout`)
  const sealed = path === 'opinion' || path === 'verification' ? { seal } : {}
  await client.post(`/problems/${id}/closeout/${path}`, { ...form, ...sealed }, Number(version))
}

const all = async <T>(list: readonly T[], work: (one: T) => Promise<void>) => {
  for (const one of list) await work(one)
}

/** The second half of the line on a score of problems: plans, proof, progress, and close-outs at every step of the chain. */
export async function workCloseouts(app: App, on: Day, clock: At): Promise<void> {
  const { as, at } = clientsAt(app, clock)
  at(-29, '10:20')
  const worked = await chooseWorked(as)
  await nameVerifiers(await as('officer'), worked)
  at(-28, '15:00')
  await all(worked, (one) => makePlan(as, one, on))
  at(-27, '11:00')
  await all(worked, async (one) => {
    for (const measure of (await measuresOf(as, one)).slice(0, 1)) await addPhotos(as, one, measure, 'before', addDays(on, -27))
  })
  at(-19, '16:30')
  await all(worked, (one) => reportAll(as, one, on, 'in_hand', one.stage === 'working' ? 1 + (one.n % 2) : 99))
  at(-13, '17:10')
  await all(worked.filter(reaches('done')), async (one) => {
    for (const measure of await measuresOf(as, one)) await addPhotos(as, one, measure, 'after', addDays(on, -14))
    await reportAll(as, one, on, 'done')
  })
  await closeThem({ as, at, on }, worked)
}

type Scene = { readonly as: As; readonly at: At; readonly on: Day }

async function closeThem({ as, at, on }: Scene, worked: readonly Worked[]): Promise<void> {
  at(-12, '09:40')
  await all(worked.filter(reaches('unit')), async (one) =>
    act(await as(one.handlerLogin), one, 'apply', {
      statement: '各项措施均已按方案完成，现场已恢复，佐证材料齐全，经自查达到整改目标。',
      lastingMechanism: '纳入日常巡查，每月不少于两次，发现反弹立即处置。',
      completedOn: addDays(on, -13),
    }),
  )
  at(-11, '14:30')
  await all(worked.filter(reaches('verify')), (one) =>
    signOrRecord(as, one, { login: one.headLogin, on: addDays(on, -11), text: '经单位自验，整改任务完成，同意申请销号。' }),
  )
  at(-10, '16:40')
  const verifier = await as('verifier')
  await all(worked.filter(reaches('returned')), (one) => verify(verifier, one, on))
  at(-9, '10:10')
  await all(
    worked.filter((one) => reaches('notice')(one)),
    async (one) => act(await as('officer'), one, 'opinion', { verdict: 'agree', text: '材料齐全，核查程序合规，同意公示。' }),
  )
  await noticeAndClose({ as, at, on }, worked)
}

async function verify(verifier: ApiClient, one: Worked, on: Day): Promise<void> {
  const { rows } = (await verifier.get('/org/people?role=verifier')) as unknown as { rows: { id: string }[] }
  const plan = (await verifier.get(`/problems/${one.id}/plan`)) as unknown as { measures: { id: string; evidence: string[] }[] }
  const photo = await demoPhoto(one.n + 900, 'after', stampOf(addDays(on, -10), '15:20:00'))
  const { id } = await verifier.upload(`/matters/${one.id}/evidence?purpose=verification&name=${encodeURIComponent('核查现场.jpg')}`, photo)
  const fails = one.stage === 'returned'
  const lines = plan.measures.map((measure, i) =>
    fails && i === 0
      ? { measureId: measure.id, verdict: 'refused', remark: '现场东侧仍有零星堆存，须清理后重新申请。' }
      : { measureId: measure.id, verdict: 'accepted', remark: '', acceptedIds: measure.evidence },
  )
  await act(verifier, one, 'verification', {
    from: momentOf(addDays(on, -10), '15:00').toISOString(),
    to: momentOf(addDays(on, -10), '16:10').toISOString(),
    place: '整改现场',
    memberIds: rows.map((person) => person.id),
    lines,
    residents: '走访周边群众 4 户，均表示现场明显改善。',
    photoIds: [id],
    text: fails ? '部分措施未到位，退回补正。' : '逐条核对，措施落实到位，同意通过核查。',
  })
}

async function noticeAndClose({ as, at, on }: Scene, worked: readonly Worked[]): Promise<void> {
  const begin = async (one: Worked, days: number) =>
    act(await as('officer'), one, 'notice', { medium: '区政府网站', from: addDays(on, days), contactUnit: '区整改办', contact: '分机8021' })
  at(-9, '17:00')
  await all(worked.filter(reaches('ended')), (one) => begin(one, -9))
  at(-4, '09:00')
  await all(
    worked.filter((one) => one.stage === 'notice'),
    (one) => begin(one, -4),
  )
  at(-2, '09:10')
  await all(worked.filter(reaches('leader')), async (one) => act(await as('officer'), one, 'notice-end', { text: '公示期间未收到异议。' }))
  at(-2, '15:20')
  await all(worked.filter(reaches('closed')), (one) => {
    const opinion = { on: addDays(on, -2), text: '同意销号。' }
    // one that the office has entered for the leader waits to be confirmed
    return one.stage === 'closed' ? record(as, one, opinion) : signOrRecord(as, one, { ...opinion, login: one.leaderLogin })
  })
  at(-1, '10:30')
  await all(worked.filter(reaches('filed')), async (one) =>
    act(await as('officer'), one, 'filing', { no: `滨整改〔${on.slice(0, 4)}〕${one.n + 11}号`, to: '市督察整改办', on: addDays(on, -1) }),
  )
  at(-1, '16:00')
  await all(
    worked.filter((one) => one.stage === 'revoked'),
    async (one) =>
      act(await as('officer'), one, 'revoke', {
        kind: 'rebound',
        reason: '巡查发现现场再次出现堆存，撤销销号，重新整改。',
        dueOn: addDays(on, 45),
        basis: '区整改办督办通知',
      }),
  )
}

type Opinion = { readonly login: string | undefined; readonly on: Day; readonly text: string }

/** Who has an account signs on screen; who has none signs on paper, which the office enters with the scanned page. */
async function signOrRecord(as: As, one: Worked, { login, on, text }: Opinion): Promise<void> {
  if (login !== undefined) return act(await as(login), one, 'opinion', { verdict: 'agree', text })
  await record(as, one, { on, text })
  return confirmAs(await as('officer2'), one)
}

async function record(as: As, one: Worked, { on, text }: Omit<Opinion, 'login'>): Promise<void> {
  const officer = await as('officer')
  const name = encodeURIComponent('签字页.jpg')
  const { id } = await officer.upload(
    `/matters/${one.id}/evidence?purpose=opinion&name=${name}`,
    await demoScan(one.n * 100 + Number(on.slice(-2))),
  )
  const { signatories } = (await officer.get(`/problems/${one.id}/closeout`)) as unknown as { signatories: { id: string }[] }
  await act(officer, one, 'opinion', { verdict: 'agree', text, signatoryId: signatories[0]?.id, signedOn: on, scanId: id })
}

/** Who has no account can't confirm what was entered in their name: a second officer compares it with the page. */
async function confirmAs(second: ApiClient, { id }: Worked): Promise<void> {
  const { current } = (await second.get(`/problems/${id}/closeout`)) as unknown as Closeout
  const mine = (current?.entries ?? []).filter(({ confirmation }) => confirmation?.confirmed === null && confirmation.whyNot === null)
  for (const entry of mine) await second.post(`/problems/${id}/closeout/entries/${entry.id}/confirmation`, { confirmed: true })
}
