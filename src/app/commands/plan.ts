import type { Plan } from '#features/rectification/rectification.contract.ts'
import type { Hand } from '../act.ts'
import { asUser } from './as-user.ts'
import { type Args, type Command, Refusal, readGiven } from './command.ts'
import { problemNamed, unitNamed } from './named.ts'

type Line = {
  readonly text?: string
  readonly unit?: string
  readonly deadline?: string
  readonly result?: string
  readonly milestones?: readonly { readonly text: string; readonly dueOn?: string }[]
}

const planOf = async (hand: Hand, id: string) => (await hand.get(`/problems/${id}/plan`)) as unknown as Plan

function linesIn(args: Args): Line[] {
  const { file } = args.flags
  if (file === undefined) throw new Refusal('请用 --file 给出方案，JSON 数组，每条写 text、unit、deadline、result、milestones')
  try {
    const lines: unknown = JSON.parse(readGiven(file).toString('utf8'))
    if (Array.isArray(lines)) return lines as Line[]
  } catch (error) {
    if (error instanceof Refusal) throw error
  }
  throw new Refusal(`方案读不出来：${file} 应当是 JSON 数组`)
}

/** Measures that read the same keep who they are, so that their proof and progress stay with them. */
async function save(hand: Hand, id: string, args: Args): Promise<void> {
  const plan = await planOf(hand, id)
  const measures = []
  for (const { text = '', unit, deadline, result, milestones = [] } of linesIn(args)) {
    const same = plan.measures.find((measure) => measure.text === text.trim())
    const unitId = unit === undefined ? null : await unitNamed(hand, unit)
    const kept = milestones.map((milestone) => {
      const standing = same?.milestones.find((one) => one.text === milestone.text.trim())
      return { ...milestone, ...(standing && { id: standing.id }) }
    })
    measures.push({ ...(same && { id: same.id }), text, unitId, deadline, result, milestones: kept })
  }
  await hand.post(`/problems/${id}/plan`, { measures, reason: args.flags['reason'] }, plan.version)
}

const inWords = ({ measures }: Plan) =>
  measures.length === 0
    ? '尚无整改措施'
    : measures
        .map(({ no, text, dueOn, doneOn, evidence }) =>
          [`${no}. ${text}`, doneOn === null ? `${dueOn ?? '未定期限'} 前` : `${doneOn} 完成`, `佐证 ${evidence.length} 份`].join('，'),
        )
        .join('\n')

export const plan: Command = {
  usage: 'plan show|save 编号 --as 登录名 [--file 方案.json] [--reason 原因]',
  about: '查看或编制整改方案',
  flags: ['as', 'file', 'reason'],
  run: async (args) => {
    const [act, no] = args.words
    if (act !== 'show' && act !== 'save') throw new Refusal('请说明 show（查看）或 save（编制）')
    return asUser(args, async (hand) => {
      const id = await problemNamed(hand, no)
      if (act === 'save') await save(hand, id, args)
      const now = await planOf(hand, id)
      return { text: inWords(now), json: now }
    })
  },
}

/** The measure with this number in the plan. */
export async function measureNumbered(hand: Hand, id: string, no: string) {
  const { measures, version } = await planOf(hand, id)
  const measure = measures.find((one) => String(one.no) === no.trim())
  if (!measure) throw new Refusal(`没有第 ${no} 条措施，方案共 ${measures.length} 条`)
  return { measure, version }
}

export const report: Command = {
  usage:
    'report 编号 --as 登录名 --measure 措施序号 --state in_hand|done --text 完成情况 [--on 完成日期] [--delay 滞后原因] [--difficulty 存在困难] [--next 下步打算]',
  about: '填报措施进展',
  flags: ['as', 'measure', 'state', 'text', 'on', 'delay', 'difficulty', 'next'],
  run: async (args) =>
    asUser(args, async (hand) => {
      const { measure: no = '', state = 'in_hand', text = '', on, delay, difficulty, next } = args.flags
      const id = await problemNamed(hand, args.words[0])
      const { measure, version } = await measureNumbered(hand, id, no)
      const form = { state, doneText: text, doneOn: on, delayReason: delay, difficulty, nextStep: next }
      await hand.post(`/problems/${id}/measures/${measure.id}/report`, form, version)
      const now = await planOf(hand, id)
      return { text: inWords(now), json: now }
    }),
}
