import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Closeout } from '#features/closeout/closeout.contract.ts'
import { cliStage, moveTo, refused, run } from './cli-fixture.ts'

const NO = 'BY-1'
let stage: Awaited<ReturnType<typeof cliStage>>
/** First line of the answer: state and step in words. */
const state = async (...line: string[]) => (await run(...line)).text.split('\n')[0]
const closeout = (act: string, as: string, ...more: string[]) => ['closeout', act, NO, '--as', as, ...more] as const
const report = (measure: string, ...more: string[]) =>
  ['report', NO, '--as', 'handler', '--measure', measure, '--state', 'done', '--text', '已按方案完成', ...more] as const
const VISIT = ['--place', '海堤外侧', '--residents', '走访 3 户，均无异议', '--text', '现场核查完毕'] as const
const verify = (day: string, members: string, ...more: string[]) =>
  closeout(
    'verify',
    'verifier',
    '--from',
    `${day} 08:00`,
    '--until',
    `${day} 09:30`,
    '--members',
    members,
    '--photos',
    `site-${day}.jpg`,
    ...VISIT,
    ...more,
  )
const approve = (as: string) => ['chain', 'approve', '--as', as, '--scope', 'place']
const TWO = '验收人甲,验收人乙'
const agree = (as: string, ...more: string[]) => closeout('sign', as, '--verdict', 'agree', '--text', '同意', ...more)

beforeAll(async () => {
  stage = await cliStage('2026-11-09')
  stage.csv('ledger.csv', [
    '序号,问题编号,反馈问题,整改措施,牵头单位,责任区领导,验收单位,整改时限,销号情况',
    '1,BY-1,海堤外侧堆存建筑垃圾,1.清运全部垃圾；2.恢复岸线植被,区住建局,区领导甲,区环境局,2026年12月31日前,',
    '2,BY-2,河道排口雨天溢流,1.封堵错接排口,区水务局,区领导甲,区环境局,2024年12月31日前,已完成',
  ])
})
afterAll(() => stage.leave())

/** 导入 → 方案 → 佐证 → 进展：没有佐证不能报完成，措施改写不丢佐证 */
async function importsAndReports() {
  expect((await run('import', 'ledger.csv', '--as', 'officer', '--source', '区级自查')).text).toContain('新增 2')
  expect((await run('search', '海堤', '垃圾', '--as', 'handler')).text).toBe('共 1 项\n区改2026-0001，海堤外侧堆存建筑垃圾，未申请销号')
  expect((await run('search', '海堤', '--as', 'water', '--json')).json).toMatchObject({ total: 0, rows: [] })
  expect(await refused('search', '堤', '--as', 'handler')).toContain('请至少输入两个字')
  stage.write(
    'plan.json',
    JSON.stringify([
      { text: '清运全部垃圾', unit: '区住建局', person: '承办人甲', deadline: '2026年11月30日前', result: '现场照片' },
      { text: '恢复岸线植被', deadline: '2026年12月20日前', milestones: [{ text: '完成整地', dueOn: '2026-11-20' }] },
    ]),
  )
  const saved = await run('plan', 'save', NO, '--as', 'handler', '--file', 'plan.json', '--reason', '细化期限')
  expect(saved.text).toBe('1. 清运全部垃圾，区住建局，2026-11-30 前，佐证 0 份\n2. 恢复岸线植被，2026-12-20 前，佐证 0 份')
  expect(await refused('plan', 'save', NO, '--as', 'water', '--file', 'plan.json')).toContain('没有编号为')
  expect(await refused(...report('1'))).toContain('佐证')
  expect(await refused('evidence', 'add', NO, 'a.jpg', '--as', 'handler', '--measures', '3')).toContain('方案共 2 条')
  expect((await run('evidence', 'list', NO, '--as', 'handler')).text).toBe('尚无佐证材料')
  await run('evidence', 'add', NO, 'a.jpg', 'b.jpg', '--as', 'handler', '--measures', '1,2', '--side', 'after')
  expect(await refused(...closeout('apply', 'handler', '--text', '已完成'))).toContain('还不能申请销号')
  await run('evidence', 'unlink', NO, 'b.jpg', '--as', 'handler', '--measures', '1')
  await run('evidence', 'describe', NO, 'a.jpg', '--as', 'handler', '--note', '清运后的岸线')
  expect((await run('evidence', 'take-down', NO, 'b.jpg', '--as', 'handler', '--reason', '拍摄角度不对')).text).toContain(
    '已撤下：拍摄角度不对',
  )
  expect(await refused('evidence', 'link', NO, 'b.jpg', '--as', 'handler', '--measures', '2')).toContain('没有“b.jpg”')
  await run('evidence', 'link', NO, 'a.jpg', '--as', 'handler', '--measures', '2')
  await run(...report('1'))
  expect((await run(...report('2', '--reached', '1', '--on', '2026-11-09'))).text).toContain('恢复岸线植被，2026-11-09 完成，佐证 1 份')
}

/** 申请 → 意见 → 核查退回一次 → 再次申请 → 核查通过；办理人不能核查，两人以上，签过不能再签 */
async function appliesAndVerifies() {
  expect(await state(...closeout('show', 'handler'))).toBe('未申请销号')
  expect(await state(...closeout('apply', 'handler', '--text', '垃圾已清运', '--mechanism', '每月巡查'))).toBe(
    '验收中，当前环节：责任单位负责人意见',
  )
  expect(await refused(...closeout('apply', 'handler', '--text', '垃圾已清运'))).toContain('不能申请销号')
  expect(await refused(...agree('handler'))).toContain('权限')
  expect((await run('queue', '--as', 'head')).text).toContain('责任单位负责人意见')
  const [, seal = ''] = /封存码：(\w+)/u.exec((await run(...closeout('show', 'head'))).text) ?? []
  expect(await refused(...agree('head', '--seal', '0'.repeat(12)))).toContain('重新核对')
  expect(await state(...agree('head', '--seal', seal))).toBe('验收中，当前环节：验收单位现场核查')
  expect(await refused(...agree('head'))).toContain('不能签署意见')
  expect(await refused(...verify('2026-11-09', '验收人甲'))).toContain('至少 2 人')
  expect(await refused(...verify('2026-11-09', '验收人甲,承办人甲'))).toMatch(/承办人甲.*不能/u)
  expect(await refused(...verify('2026-11-09', TWO, '--refuse', '3:没有'))).toContain('没有第 3 条措施')
  expect(await state(...verify('2026-11-09', TWO, '--refuse', '2:植被成活率不足'))).toBe('未申请销号')
  expect(await refused(...closeout('apply', 'handler', '--text', '已整改'))).toContain('还不能申请销号')

  moveTo('2026-11-10')
  await run('evidence', 'add', NO, 'c.jpg', '--as', 'handler', '--measures', '2')
  await run(...report('2'))
  await run(...closeout('apply', 'handler', '--text', '已补种'))
  await run(...agree('head'))
  expect(await state(...verify('2026-11-10', TWO))).toBe('验收中，当前环节：整改专班复核意见')
}

/** 复核 → 公示 → 异议 → 领导意见代录 → 销号 → 备案：公示期内不能结束，异议先答复，没有公示不能销号 */
async function publishesAndCloses() {
  expect(
    await refused(...closeout('notice', 'officer', '--medium', '区政府网站', '--contact-unit', '区整改专班', '--contact', '电话')),
  ).toContain('不能开始公示')
  await run(...agree('officer'))
  expect(await refused(...agree('officer', '--signatory', '区领导甲', '--scan', 'scan.jpg'))).toContain('不能签署意见')
  const notice = ['--medium', '区政府网站', '--contact-unit', '区整改专班', '--contact', '电话']
  expect(await state(...closeout('notice', 'officer', ...notice))).toBe('公示中，当前环节：销号公示')
  expect(await refused(...closeout('end-notice', 'officer', '--text', '公示无异议'))).toContain('公示期至 2026-11-16')
  moveTo('2026-11-12')
  expect((await run(...closeout('object', 'officer', '--text', '仍有少量堆存'))).text).toContain(
    '异议 1：2026-11-12，仍有少量堆存，尚未答复',
  )
  moveTo('2026-11-17')
  expect(await refused(...closeout('end-notice', 'officer', '--text', '公示无异议'))).toContain('1 件异议没有答复')
  expect(await refused('closeout', 'answer', NO, '2', '--as', 'officer', '--text', '不实', '--upheld', 'no')).toContain('现有 1 件')
  await run('closeout', 'answer', NO, '1', '--as', 'officer', '--text', '经核实为邻近工地', '--upheld', 'no')
  expect(await state(...closeout('end-notice', 'officer', '--text', '异议经核实不成立'))).toBe('验收中，当前环节：包联领导审批意见')
  expect(await refused(...agree('officer', '--signatory', '区领导甲'))).toContain('--scan')
  expect(await refused(...agree('officer', '--signatory', '负责人甲', '--scan', 'scan.jpg'))).toContain('不是「包联领导审批意见」的办理人')
  const closed = await run(...agree('officer', '--signatory', '区领导甲', '--scan', 'scan.jpg', '--on', '2026-11-17'))
  expect(closed.text).toMatch(
    /^已销号，当前环节：报市备案\n[^]*包联领导审批意见 签署意见，同意，区领导甲，officer代录，待代录人以外的专班成员于 2026-11-22 前确认，2026-11-17，同意/u,
  )
  expect(await refused(...closeout('confirm', 'officer'))).toMatch(/确认/u)
  expect((await run(...closeout('confirm', 'officer2'))).text).toContain('officer代录，专班成员乙已确认，2026-11-17，同意')
  expect(await refused(...report('1'))).toContain('销号')
  expect(await refused('evidence', 'take-down', NO, 'a.jpg', '--as', 'handler', '--reason', '不要了')).toContain('已销号')
  expect(await state(...closeout('file', 'officer', '--no', '样改办〔2026〕1号', '--to', '市整改办'))).toBe('已备案')
}

/** 文书和一案一档；撤销后进入第二轮，佐证从头来；verify 一致 */
async function papersAndSecondCycle() {
  await run('paper', 'approval', NO, '--as', 'officer', '--to', 'approval.docx')
  await run('paper', 'verification', NO, '--as', 'officer', '--nth', '2', '--to', 'verification.docx')
  expect(await refused('paper', 'verification', NO, '--as', 'officer', '--nth', '3', '--to', 'x.docx')).toContain('没有这一轮或这一次核查')
  const { json } = await run('dossier', NO, '--as', 'officer', '--to', 'dossier.zip')
  const zip = readFileSync(join(stage.here, 'dossier.zip'))
  expect(json).toMatchObject({ bytes: zip.length })
  for (const name of ['approval.docx', 'dossier.zip']) expect(readFileSync(join(stage.here, name)).subarray(0, 2).toString()).toBe('PK')

  expect(
    await refused(...closeout('revoke', 'officer', '--kind', '其他', '--text', '反弹', '--due', '2027-12-31', '--basis', '区督办通知')),
  ).toContain('rebound 问题反弹')
  const revoke = ['--text', '雨后又见堆存', '--due', '2027-12-31', '--basis', '区督办通知']
  expect(await state(...closeout('revoke', 'officer', '--kind', '问题反弹', ...revoke))).toBe('未申请销号')
  expect((await run('plan', 'show', NO, '--as', 'handler')).text).toContain('清运全部垃圾，区住建局，2026-11-30 前，佐证 0 份')
  moveTo('2026-11-23')
  await run('evidence', 'add', NO, 'd.jpg', '--as', 'handler', '--measures', '1,2')
  for (const no of ['1', '2']) await run(...report(no))
  expect(await refused(...closeout('apply', 'handler', '--text', '再次清运并设置围挡'))).toContain('没有撤销（2026-11-17）之后的新佐证')
  await run('evidence', 'describe', NO, 'd.jpg', '--as', 'handler', '--taken', '2026-11-23 08:00')
  await run(...closeout('apply', 'handler', '--text', '再次清运并设置围挡'))
  await run(...agree('head'))
  expect(await state(...verify('2026-11-23', TWO))).toContain('整改专班复核意见')
  const { current, earlier } = (await run(...closeout('show', 'officer'))).json as Closeout
  expect([current?.cycle, earlier.map(({ cycle, filedOn }) => [cycle, filedOn])]).toEqual([2, [[1, '2026-11-17']]])
  expect((await run('verify')).text).toContain('核对一致')
}

/** 环节可改，在办的不变；回头看：发起、分派、登记、处理，牵头单位不看自己的，最后一件处理完自动结束 */
async function chainAndLookback() {
  const { json } = await run('chain', 'show', '--as', 'officer', '--scope', 'place')
  const { steps } = json as { steps: { key: string }[] }
  const chain = ['chain', 'save', '--as', 'officer', '--file', 'chain.json', '--reason', '备案改由市里统一办理']
  stage.write('chain.json', JSON.stringify(steps.filter(({ key }) => key !== 'verify')))
  expect(await refused(...chain, '--scope', 'place')).toContain('销号之前必须有现场核查')
  stage.write('chain.json', JSON.stringify(steps.filter(({ key }) => key !== 'filing')))
  expect(await refused(...chain, '--scope', 'class:nobody')).toContain('class:feedback 督察反馈')
  expect((await run(...chain, '--scope', 'place')).text).toContain('待批准的修改（officer提出')
  expect(await refused(...approve('officer'))).toContain('另一')
  const changed = await run(...approve('officer2'))
  expect(changed.text).toContain('1 件在办的仍按原环节')
  expect(changed.text).not.toContain('报市备案')

  const start = ['lookback', 'start', '历年销号“回头看”', '--as', 'officer', '--due', '2026-12-31', '--closures', 'done,closed']
  expect((await run(...start, '--preview', 'yes')).text).toContain('列入 1')
  const name = '历年销号“回头看”'
  expect((await run(...start)).text).toMatch(/BY-2|区改/u)
  const assign = ['lookback', 'assign', name, 'BY-2', '--as', 'officer']
  expect(await refused(...assign, '--unit', '区水务局')).toContain('由区水务局牵头整改')
  await run(...assign, '--person', '验收人甲@区生态环境局')
  const record = (as: string, ...more: string[]) =>
    [
      'lookback',
      'record',
      name,
      'BY-2',
      '--as',
      as,
      '--result',
      '稳定',
      '--found',
      '排口已封堵',
      '--visitors',
      '验收人甲',
      ...more,
    ] as const
  expect(await refused(...record('verifier'))).toContain('至少选择一份')
  await run(...record('verifier', '--files', 'site-2026-11-23.jpg'))
  const decide = ['lookback', 'decide', name, 'BY-2', '--as', 'officer', '--outcome'] as const
  expect(await refused(...decide, 'reopened')).toContain('不能“重新整改”')
  expect((await run(...decide, 'verified')).text).toContain('核实确认 1')
  expect((await run('lookback', 'list', '--as', 'officer')).text).toContain('2026-11-23 结束')
}

/** 真实进程：用法打印、退出码、JSON */
async function realProcess() {
  const help = (await run('closeout', '--help')).text
  for (const flag of ['--back-to', '--refuse', '--signatory', '--upheld', '--data']) expect(help).toContain(flag)
  expect(await refused('closeout', 'sing', NO)).toMatch(/没有“closeout sing”[^]*sign /u)
  expect(await refused('closeout', 'show', NO, '--as', 'officer', '--colour', 'red')).toContain('没有 --colour 这个参数')
  const wrong = await stage.bihuan('closeout', 'sign', NO, '--as', 'head', '--verdict', 'agree')
  expect(wrong).toMatchObject({ code: 2, out: '' })
  expect(wrong.err).toMatch(/缺少 --text[^]*用法：bihuan closeout sign 编号/u)
  const reply = await stage.bihuan('closeout', 'show', NO, '--as', 'officer', '--json')
  expect([reply.code, (JSON.parse(reply.out) as Closeout).words]).toEqual([0, '验收中'])
}

/** Settings by scope: shown, changed, taken back; what does not fit says how it may be written. */
async function scopedSettings() {
  const as = ['--as', 'officer'] as const
  const DAYS = '立行立改天数'
  expect((await run('setting', 'list', ...as)).text).toContain('deadline.immediate-days 立行立改天数：15 天（标准值）')
  expect(await refused('setting', 'save', DAYS, ...as, '--value', '十天')).toContain('“立行立改天数”不能是“十天”')
  expect(await refused('setting', 'save', DAYS, ...as, '--value', '10', '--scope', '督察')).toContain('class:selfcheck 来源类别 自查')
  expect(await refused('setting', 'save', DAYS, ...as, '--value', '10', '--scope', '自查')).toContain('请填写原因')
  const saved = (await run('setting', 'save', DAYS, ...as, '--value', '10', '--scope', '自查', '--reason', '从快')).text
  expect(saved).toContain('class:selfcheck 来源类别 自查：10 天（第 1 版）')
  await run('setting', 'save', '责任机制要素', ...as, '--value', '单位,期限', '--scope', 'class:selfcheck', '--reason', '自查从简')
  const inForce = (await run('setting', 'list', ...as, '--source', '区级自查')).text
  expect(inForce).toContain('立行立改天数：10 天（来源类别 自查）')
  expect(inForce).toContain('责任机制要素：单位、期限（来源类别 自查）')
  const back = (await run('setting', 'take-back', DAYS, ...as, '--scope', '自查', '--reason', '恢复常规')).text
  expect(back).toMatch(/第 2 版：已取消，按更宽的范围.*恢复常规\n {2}第 1 版：10 天/)
  expect(await refused('setting', 'save', '销号环节', ...as, '--value', '10')).toContain('不能是')
}

test('一件问题在命令行里从导入走到第二轮：每一步的拒绝和结果', async () => {
  await importsAndReports()
  await appliesAndVerifies()
  await publishesAndCloses()
  await papersAndSecondCycle()
  await chainAndLookback()
  await realProcess()
  await scopedSettings()
})
