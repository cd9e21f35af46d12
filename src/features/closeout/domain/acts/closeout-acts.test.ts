import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import type { RefusalCode } from '#kernel/rooms.ts'
import { ACTIONS } from '#kernel/access.ts'
import { PEOPLE, REVOCATION, TODAY, type Who, actor, entry, person, running, situation } from '#test/closeout/closeout-fixture.ts'
import { CLOSEOUT_ACTS, CLOSEOUT_TABLE } from './closeout-acts.ts'
import { decideApply, decideRevoke, decideWithdraw } from '../decide/decide-application.ts'
import { decideFile, decideNotice, decideNoticeEnd } from '../decide/decide-notice.ts'
import { decideSign } from '../decide/decide-opinion.ts'
import { decideVerify } from '../decide/decide-verification.ts'
import type { Outcome, Situation } from '../situation.ts'
import type { Decision } from '#kernel/decision.ts'

const by = (who: Who, today: Day = TODAY) => ({ actor: actor(who), today, now: `${today}T09:00:00.000Z` })
const outcomeOf = (decision: Decision<Outcome>): RefusalCode | Outcome => (decision.ok ? decision.event : decision.refusal.code)

const application = { statement: '已完成', completedOn: TODAY }
const at = (step: string, entries: Parameters<typeof running>[0] = [], change: Partial<Situation> = {}) =>
  situation({ state: 'in_closeout', step, running: running(entries), ...change })
const site = {
  from: '2026-11-23T00:00:00.000Z',
  to: '2026-11-23T01:00:00.000Z',
  place: '现场',
  memberIds: [person('verifier'), person('verifier2')],
  lines: [{ measureId: 'm1', verdict: 'accepted', remark: '', acceptedIds: ['p1'] }],
  residents: '无异议',
  photoIds: ['photo'],
  text: '到位',
  seal: 'S',
} as const
const line = site.lines[0]
const unit = entry({ step: 'unit', act: 'opinion', verdict: 'agree', signatoryId: person('leadHead') })
const verified = entry({
  step: 'verify',
  act: 'verification',
  verdict: 'pass',
  signatoryId: person('verifier'),
  facts: { verification: site },
})
const office = entry({ step: 'office', act: 'opinion', verdict: 'agree' })
const published = { medium: '网站', from: TODAY, contactUnit: '专班', contact: '电话' }
const notice = entry({ step: 'notice', act: 'notice', facts: { notice: { ...published, to: '2026-11-29' as Day, steps: [] } } })
const ended = entry({ step: 'notice', act: 'notice_end', verdict: 'pass' })
const opinion = { verdict: 'agree', text: '同意', seal: 'S' } as const
const paper = { signatoryId: person('leader'), signedOn: TODAY, scanId: 'scan' }
const atLeader = (change: Partial<Situation> = {}) => at('leader', [unit, verified, office, notice, ended], change)
const filing = { no: '1号', to: '市整改办', on: TODAY }
const notices = (upheld: boolean, answered = true) => ({ running: running([notice], { objections: [{ id: 'o1', answered, upheld }] }) })

test('表里的每个操作都有权限可依，话都说全', () => {
  for (const act of CLOSEOUT_ACTS) {
    expect(ACTIONS).toContain(CLOSEOUT_TABLE[act].who.action)
    expect(Object.values(CLOSEOUT_TABLE[act].words).every((words) => words.length > 1)).toBe(true)
  }
})

const apply = (s: Situation, who: Who = 'handler', form = application) => outcomeOf(decideApply(s, by(who), form))
const sign = (s: Situation, who: Who, change: object = {}) => outcomeOf(decideSign(s, by(who), { ...opinion, ...change }, PEOPLE))
const verify = (change: object = {}, who: Who = 'verifier', s = at('verify', [unit])) =>
  outcomeOf(decideVerify(s, by(who), { ...site, ...change }, PEOPLE))
const endNotice = (s: Situation, today: string, more: object = {}) =>
  outcomeOf(decideNoticeEnd(s, by('officer', today as Day), { text: '无异议', ...more }))

test.each<[string, () => RefusalCode | Outcome, RefusalCode | object]>([
  ['齐备时申请，进入第一个环节', () => apply(situation()), { to: { state: 'in_closeout', step: 'unit' } }],
  ['没有措施不能申请', () => apply(situation({ measures: [] })), 'closeout.incomplete'],
  ['验收单位的人不能申请', () => apply(situation(), 'otherHead'), 'closeout.not-doing'],
  ['督导员不能申请', () => apply(situation(), 'supervisor'), 'access.denied'],
  ['完成日期不能在以后', () => apply(situation(), 'handler', { ...application, completedOn: '2026-11-24' as Day }), 'closeout.day-ahead'],
  ['验收中不能再申请', () => apply(at('unit')), 'closeout.wrong-state'],
  ['上级原文不能申请', () => apply(situation({ level: 'item' })), 'closeout.incomplete'],
  [
    '牵头单位撤回，不计退回',
    () => outcomeOf(decideWithdraw(at('verify', [unit]), by('leadHead'), '补材料')),
    { to: { state: 'open', step: null }, returned: false, voids: { ids: ['unit-opinion'] } },
  ],
  ['专班不能替申请人撤回', () => outcomeOf(decideWithdraw(at('verify'), by('officer'), '补材料')), 'closeout.not-applicant'],
  [
    '责任单位负责人签署，办理人也可以',
    () => sign(at('unit', [], { doers: [{ id: person('leadHead'), name: '甲' }] }), 'leadHead'),
    { to: { step: 'verify' } },
  ],
  ['别的单位负责人不能签', () => sign(at('unit'), 'otherHead'), 'closeout.not-yours'],
  ['专班不能越过环节签', () => sign(at('unit'), 'officer'), 'closeout.not-yours'],
  [
    '办理过的专班成员不能复核',
    () => sign(at('office', [unit, verified], { doers: [{ id: person('officer'), name: '甲' }] }), 'officer'),
    'closeout.doer',
  ],
  ['材料变了不能签', () => sign(at('unit'), 'leadHead', { seal: 'T' }), 'closeout.seal-changed'],
  ['没写意见不能签', () => sign(at('unit'), 'leadHead', { text: '' }), 'closeout.empty'],
  [
    '退回申请人，计一次，后面的意见失效',
    () => sign(at('office', [unit, verified]), 'officer', { verdict: 'return' }),
    {
      to: { state: 'open' },
      returned: true,
      voids: { ids: ['unit-opinion', 'verify-verification'] },
      entry: { act: 'return', verdict: 'return' },
    },
  ],
  [
    '退回前面的环节，该环节起失效',
    () => sign(at('office', [unit, verified]), 'officer', { verdict: 'return', returnTo: 'verify' }),
    { to: { state: 'in_closeout', step: 'verify' }, voids: { ids: ['verify-verification'] } },
  ],
  [
    '不能退到自己和后面',
    () => sign(at('office', [unit, verified]), 'officer', { verdict: 'return', returnTo: 'leader' }),
    'closeout.bad-return',
  ],
  ['核查两人、逐条认可，进入下一环节', () => verify(), { to: { step: 'office' }, entry: { verdict: 'pass' }, returned: false }],
  ['一人不能核查', () => verify({ memberIds: [person('verifier')] }), 'closeout.members-few'],
  ['同一人写两遍仍是一人', () => verify({ memberIds: [person('verifier'), person('verifier')] }), 'closeout.members-few'],
  [
    '办理人不能在核查组里',
    () => verify({}, 'verifier', at('verify', [unit], { doers: [{ id: person('verifier2'), name: '乙' }] })),
    'closeout.doer',
  ],
  ['责任单位的人不能核查', () => verify({ memberIds: [person('verifier'), person('leadVerifier')] }), 'closeout.member-unit'],
  [
    '设置允许时责任单位的人可以核查',
    () => verify({ memberIds: [person('verifier'), person('leadVerifier')] }, 'verifier', at('verify', [unit], { unitsDiffer: false })),
    { to: { step: 'office' } },
  ],
  ['填写人须在核查组里', () => verify({ memberIds: [person('verifier2'), person('paper')] }), 'closeout.not-member'],
  ['别的单位验收人不能填', () => verify({}, 'leadVerifier'), 'closeout.not-yours'],
  ['漏一条措施', () => verify({ lines: [] }), 'closeout.lines'],
  ['同一条措施两行', () => verify({ lines: [line, line] }), 'closeout.lines'],
  ['认定到位须有认可的佐证', () => verify({ lines: [{ ...line, acceptedIds: [] }] }), 'closeout.line-proof'],
  ['认可的须是现有佐证', () => verify({ lines: [{ ...line, acceptedIds: ['p9'] }] }), 'closeout.line-proof'],
  ['不到位须写原因', () => verify({ lines: [{ ...line, verdict: 'refused' }] }), 'closeout.line-remark'],
  [
    '一条不到位，退回申请人，该措施恢复为未完成',
    () => verify({ lines: [{ ...line, verdict: 'refused', remark: '仍有垃圾' }] }),
    { to: { state: 'open' }, returned: true, reopens: ['m1'], entry: { verdict: 'fail' } },
  ],
  ['没有照片', () => verify({ photoIds: [] }), 'closeout.photos'],
  ['照片须是核查材料', () => verify({ photoIds: ['scan'] }), 'closeout.file-missing'],
  ['结束早于开始', () => verify({ to: '2026-11-22T00:00:00.000Z' }), 'closeout.times'],
  ['还没发生的核查', () => verify({ to: '2026-11-24T00:00:00.000Z' }), 'closeout.times'],
  [
    '代录：领导在纸上签的，附扫描件',
    () => sign(atLeader(), 'officer', paper),
    { to: { state: 'closed', step: 'filing' }, entry: { signatoryId: person('leader'), recorderId: person('officer') } },
  ],
  ['代录须有扫描件', () => sign(atLeader(), 'officer', { ...paper, scanId: undefined }), 'closeout.scan-missing'],
  ['代录的签署日期不能早于环节开始', () => sign(atLeader(), 'officer', { ...paper, signedOn: '2026-11-22' }), 'closeout.signed-on'],
  [
    '代录人不能代自己',
    () => sign(at('office', [unit, verified]), 'officer', { ...paper, signatoryId: person('officer') }),
    'closeout.recorder-signs',
  ],
  ['代录的签署人须是该环节的人', () => sign(atLeader(), 'officer', { ...paper, signatoryId: person('leader2') }), 'closeout.unfit'],
  ['只有专班可以代录', () => sign(atLeader(), 'handler', paper), 'access.denied'],
  [
    '代录核查：没有账号的验收单位人员',
    () => verify({ ...paper, signatoryId: person('paper'), memberIds: [person('paper'), person('verifier')] }, 'officer'),
    { to: { step: 'office' } },
  ],
  [
    '替责任单位负责人录入过意见的人，不在核查组内',
    () => verify({}, 'verifier', at('verify', [{ ...unit, recorderId: person('verifier2') }])),
    'closeout.same-hand',
  ],
  [
    '代录核查：没有明确验收单位',
    () =>
      verify(
        { ...paper, signatoryId: person('paper') },
        'officer',
        at('verify', [unit], { parties: { ...situation().parties, acceptance: [] } }),
      ),
    'closeout.no-acceptance',
  ],
  [
    '开始公示，留在原环节',
    () => outcomeOf(decideNotice(at('notice', [unit, verified, office]), by('officer'), published)),
    { to: { step: 'notice' }, entry: { facts: { notice: { to: '2026-11-29' } } } },
  ],
  [
    '公示不能早于环节开始',
    () => outcomeOf(decideNotice(at('notice'), by('officer'), { ...published, from: '2026-11-22' as Day })),
    'closeout.notice-from',
  ],
  ['公示期满当天还不能结束', () => endNotice(at('notice', [unit, verified, office, notice]), '2026-11-29'), 'closeout.notice-runs'],
  ['公示期满次日结束', () => endNotice(at('notice', [unit, verified, office, notice]), '2026-11-30'), { to: { step: 'leader' } }],
  ['异议没答复不能结束', () => endNotice(at('notice', [], notices(false, false)), '2026-12-30'), 'closeout.objections-open'],
  [
    '异议成立只能退回',
    () => endNotice(at('notice', [], notices(true)), '2026-11-24'),
    { to: { state: 'open' }, returned: true, entry: { facts: { settled: ['o1'] } } },
  ],
  [
    '没有异议成立不能借公示退回',
    () => endNotice(at('notice', [], notices(false)), '2026-12-30', { returnTo: 'unit' }),
    'closeout.not-upheld',
  ],
  ['领导签署即销号', () => sign(atLeader(), 'leader'), { to: { state: 'closed', step: 'filing' }, closedOn: TODAY }],
  ['不是包联该问题的领导不能签', () => sign(atLeader(), 'leader2'), 'closeout.not-yours'],
  [
    '核查后认可的佐证没了，不能销号',
    () => sign(atLeader({ measures: [{ id: 'm1', no: 1, done: true, proof: ['p2'] }] }), 'leader'),
    'closeout.not-closable',
  ],
  [
    '核查失效，不能销号',
    () => sign(at('leader', [unit, { ...verified, voidedOn: TODAY }, office, notice, ended]), 'leader'),
    'closeout.not-closable',
  ],
  [
    '核查人后来成了办理人，不能销号',
    () => sign(atLeader({ doers: [{ id: person('verifier'), name: '甲' }] }), 'leader'),
    'closeout.not-closable',
  ],
  ['点位又多出来，不能销号', () => sign(atLeader({ openPoints: ['东侧'] }), 'leader'), 'closeout.not-closable'],
  [
    '备案后没有下一环节',
    () =>
      outcomeOf(
        decideFile(situation({ state: 'closed', step: 'filing', running: running([], { closedOn: TODAY }) }), by('officer'), filing),
      ),
    { to: { state: 'closed', step: null }, filedOn: TODAY },
  ],
  [
    '备案不能早于销号',
    () =>
      outcomeOf(
        decideFile(situation({ state: 'closed', step: 'filing', running: running([], { closedOn: TODAY }) }), by('officer'), {
          ...filing,
          on: '2026-11-22' as Day,
        }),
      ),
    'closeout.filed-on',
  ],
  ['没有销号不能备案', () => outcomeOf(decideFile(atLeader(), by('officer'), filing)), 'closeout.wrong-state'],
  [
    '撤销销号，下一轮开始',
    () => outcomeOf(decideRevoke(situation({ state: 'closed', running: running() }), by('officer'), REVOCATION)),
    { to: { state: 'open', nextCycle: true } },
  ],
  [
    '上级问题已销号，先撤上级',
    () => outcomeOf(decideRevoke(situation({ state: 'closed', closedParent: '上级' }), by('officer'), REVOCATION)),
    'closeout.parent-closed',
  ],
  ['承办人不能撤销', () => outcomeOf(decideRevoke(situation({ state: 'closed' }), by('handler'), REVOCATION)), 'access.denied'],
])('%s', (_, change, expected) => {
  if (typeof expected === 'string') expect(change()).toBe(expected)
  else expect(change()).toMatchObject(expected)
})
