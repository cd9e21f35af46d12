import { REVOKE_KIND_WORDS } from '#kernel/rooms/closeout-tables.ts'
import { type Case, type Form, onBehalf, scanOf, sealOf, stepBack, verification } from './closeout-forms.ts'
import { UsageError } from './command.ts'
import { choices, dayIn, oneOf } from './flags.ts'

/** An act on a close-out: how it is called, where it is posted, and the form made of the flags. */
export type CloseoutAct = {
  readonly about: string
  readonly operands?: readonly string[]
  readonly flags: Readonly<Record<string, string>>
  readonly must?: readonly string[]
  readonly path: (closeoutCase: Case) => string
  readonly form: (closeoutCase: Case) => Promise<Form> | Form
}

const ANSWERS = { agree: '同意', return: '退回' } as const
const YES_NO = { yes: '成立', no: '不成立' } as const
const ON = 'YYYY-MM-DD：'
const BACK_TO = { 'back-to': '环节：退回到哪个环节，apply 为退回申请人' } as const
const SEAL = { seal: '封存码：closeout show 显示的封存码，材料在此之后变动过就不签' } as const
const PAPER = {
  signatory: '姓名：代录谁的签署，同名的写姓名@单位',
  scan: '文件：签字页扫描件，代录时必填',
  on: `${ON}代录的签署日期；不写时为今天`,
} as const
const to = (path: string) => (closeoutCase: Case) => `/problems/${closeoutCase.id}/closeout/${path}`

/** The objection with this number in the running file. */
function objectionPath({ now, words }: Case): string {
  const objections = now.current?.objections ?? []
  const found = objections[Number(words[1]) - 1]
  if (!found) throw new UsageError(`没有第 ${words[1] ?? ''} 件异议，现有 ${objections.length} 件`)
  return `/closeout-objections/${found.id}/answer`
}

const STEPS: Readonly<Record<string, CloseoutAct>> = {
  apply: {
    about: '申请销号',
    flags: { text: '情况：整改完成情况', mechanism: '机制：长效机制', on: `${ON}整改完成日期；不写时为今天` },
    must: ['text'],
    path: to('apply'),
    form: ({ flags, now }) => ({
      statement: flags['text'],
      lastingMechanism: flags['mechanism'],
      completedOn: dayIn(flags, 'on', now.asOf),
    }),
  },
  withdraw: {
    about: '撤回申请',
    flags: { text: '原因：撤回原因' },
    must: ['text'],
    path: to('withdraw'),
    form: ({ flags }) => ({ reason: flags['text'] }),
  },
  sign: {
    about: '签署当前环节的意见；写 --signatory 和 --scan 为代录纸质意见',
    flags: { verdict: `结论：${choices(ANSWERS)}`, text: '意见：意见内容', ...BACK_TO, ...PAPER, ...SEAL },
    must: ['verdict', 'text'],
    path: to('opinion'),
    form: async (closeoutCase) => ({
      verdict: oneOf(closeoutCase.flags, 'verdict', ANSWERS),
      text: closeoutCase.flags['text'],
      returnTo: stepBack(closeoutCase),
      seal: sealOf(closeoutCase),
      ...(await onBehalf(closeoutCase)),
    }),
  },
  verify: {
    about: '填写现场核查；没有写在 --refuse 里的措施认定到位，认可其全部佐证',
    flags: {
      from: '"YYYY-MM-DD HH:MM"：核查开始',
      until: '"YYYY-MM-DD HH:MM"：核查结束',
      place: '地点：核查地点',
      members: '姓名：核查组全部成员，逗号隔开，同名的写姓名@单位',
      residents: '情况：走访群众情况，没有走访的写明原因',
      photos: '文件：现场核查照片，逗号隔开',
      text: '结论：核查结论',
      refuse: '"序号:原因;…"：认定不到位的措施，如 "2:现场仍有积水;3:无台账"',
      monitoring: '情况：监测情况',
      ...PAPER,
      ...SEAL,
    },
    must: ['from', 'until', 'place', 'members', 'residents', 'photos', 'text'],
    path: to('verification'),
    form: verification,
  },
}

/** The entry on behalf that is meant: by its number in the list, or the only one that waits. */
function confirmationPath({ id, now, words }: Case): string {
  const waiting = (now.current?.entries ?? []).filter(({ confirmation, voided }) => confirmation?.confirmed === null && voided === null)
  const no = words[1]
  const found = no === undefined && waiting.length === 1 ? waiting[0] : waiting.find(({ seq }) => String(seq) === no)
  if (found) return `/problems/${id}/closeout/entries/${found.id}/confirmation`
  throw new UsageError(
    waiting.length === 0
      ? '没有待确认的代录'
      : `请写明确认第几条，待确认的有：${waiting.map(({ seq, stepName }) => `${seq} ${stepName}`).join('、')}`,
  )
}
const WHICH = ['[第几条]']

const CONFIRM: Readonly<Record<string, CloseoutAct>> = {
  confirm: { about: '确认他人代录的签署', operands: WHICH, flags: {}, path: confirmationPath, form: () => ({ confirmed: true }) },
  deny: {
    about: '否认他人代录的签署：该条和以它为据的办理都失效',
    operands: WHICH,
    flags: { text: '原因：为什么不确认' },
    must: ['text'],
    path: confirmationPath,
    form: ({ flags }) => ({ confirmed: false, reason: flags['text'] }),
  },
}

const NOTICE: Readonly<Record<string, CloseoutAct>> = {
  notice: {
    about: '开始公示',
    flags: {
      medium: '媒介：公示媒介，如区政府网站',
      'contact-unit': '单位：联系单位',
      contact: '方式：联系电话或邮箱',
      address: '网址：公示网址或张贴地点',
      on: `${ON}公示开始日期；不写时为今天`,
    },
    must: ['medium', 'contact-unit', 'contact'],
    path: to('notice'),
    form: ({ flags, now }) => ({
      medium: flags['medium'],
      address: flags['address'],
      from: dayIn(flags, 'on', now.asOf),
      contactUnit: flags['contact-unit'],
      contact: flags['contact'],
    }),
  },
  object: {
    about: '登记公示异议',
    flags: { text: '内容：异议内容', on: `${ON}收到日期；不写时为今天` },
    must: ['text'],
    path: to('objections'),
    form: ({ flags, now }) => ({ text: flags['text'], receivedOn: dayIn(flags, 'on', now.asOf) }),
  },
  answer: {
    about: '答复公示异议',
    operands: ['第几件'],
    flags: { text: '答复：核实情况和答复', upheld: `结论：异议是否成立，${choices(YES_NO)}`, on: `${ON}答复日期；不写时为今天` },
    must: ['text', 'upheld'],
    path: objectionPath,
    form: ({ flags, now }) => ({
      answer: flags['text'],
      answeredOn: dayIn(flags, 'on', now.asOf),
      upheld: oneOf(flags, 'upheld', YES_NO) === 'yes',
    }),
  },
  'end-notice': {
    about: '公示期满后结束公示；异议成立的用 --back-to 退回',
    flags: { text: '结果：公示结果', scan: '文件：公示截图或张贴照片', ...BACK_TO },
    must: ['text'],
    path: to('notice-end'),
    form: async (closeoutCase) => ({
      text: closeoutCase.flags['text'],
      returnTo: stepBack(closeoutCase),
      ...(await scanOf(closeoutCase, 'notice')),
    }),
  },
}

const AFTER: Readonly<Record<string, CloseoutAct>> = {
  file: {
    about: '登记备案',
    flags: { no: '文号：备案文号', to: '机关：备案机关', on: `${ON}备案日期；不写时为今天`, scan: '文件：备案回执扫描件' },
    must: ['no', 'to'],
    path: to('filing'),
    form: async (closeoutCase) => ({
      no: closeoutCase.flags['no'],
      to: closeoutCase.flags['to'],
      on: dayIn(closeoutCase.flags, 'on', closeoutCase.now.asOf),
      ...(await scanOf(closeoutCase, 'filing')),
    }),
  },
  revoke: {
    about: '撤销销号：重新整改，进入下一轮',
    flags: {
      kind: `情形：${choices(REVOKE_KIND_WORDS)}`,
      text: '原因：撤销原因',
      due: `${ON}新的整改时限`,
      basis: '依据：新时限的文件、文号或原因',
    },
    must: ['kind', 'text', 'due', 'basis'],
    path: to('revoke'),
    form: ({ flags }) => ({
      kind: oneOf(flags, 'kind', REVOKE_KIND_WORDS),
      reason: flags['text'],
      dueOn: dayIn(flags, 'due'),
      basis: flags['basis'],
    }),
  },
}

/** Every act of a close-out under its own word, in the order of the line. */
export const CLOSEOUT_COMMANDS: Readonly<Record<string, CloseoutAct>> = { ...STEPS, ...CONFIRM, ...NOTICE, ...AFTER }
