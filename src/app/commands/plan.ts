import type { Measure, Plan } from '#features/rectification/rectification.contract.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Answer, type Args, type Noun, UsageError, listInput } from './command.ts'
import { AS } from './flags.ts'
import { personNamed, problemNamed, unitNamed } from './named.ts'

/** One measure of a plan as a file says it: the whole of it, what is left out is empty. */
type Line = {
  readonly text?: string
  readonly unit?: string
  readonly person?: string
  readonly deadline?: string
  readonly result?: string
  readonly milestones?: readonly { readonly text: string; readonly dueOn?: string }[]
}
const SHAPE =
  'JSON 数组，每条措施如 {"text":"措施","unit":"单位","person":"责任人","deadline":"2027年3月底前","result":"成果","milestones":[{"text":"节点","dueOn":"2026-12-31"}]}'

const planOf = async (client: ApiClient, id: string) => (await client.get(`/problems/${id}/plan`)) as unknown as Plan

/** Measures that read the same keep who they are, so that their proof and progress stay with them; each only once. */
function keeper<T extends { readonly id: string; readonly text: string }>(present: readonly T[]): (text: string) => T | undefined {
  const left = [...present]
  return (text) => {
    const at = left.findIndex((one) => one.text === text.trim())
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
}

async function measureOf(client: ApiClient, line: Line, same: Measure | undefined) {
  const { text = '', unit, person, deadline, result, milestones = [] } = line
  const keep = keeper(same?.milestones ?? [])
  return {
    ...(same && { id: same.id }),
    text,
    unitId: unit === undefined ? null : await unitNamed(client, unit),
    personId: person === undefined ? null : await personNamed(client, person),
    deadline,
    result,
    milestones: milestones.map((milestone) => ({ ...milestone, ...withId(keep(milestone.text)) })),
  }
}
const withId = (same: { readonly id: string } | undefined) => (same ? { id: same.id } : {})

async function save(client: ApiClient, id: string, { flags }: Args): Promise<void> {
  const lines = listInput(flags['file'] ?? '', SHAPE)
  if (lines.some((line) => typeof line !== 'object' || line === null || typeof (line as Line).text !== 'string'))
    throw new UsageError(`方案的每条措施都要有 text，应为${SHAPE}`)
  const plan = await planOf(client, id)
  const keep = keeper(plan.measures)
  const measures = []
  for (const line of lines as Line[]) measures.push(await measureOf(client, line, keep(line.text ?? '')))
  await client.post(`/problems/${id}/plan`, { measures, reason: flags['reason'] }, plan.version)
}

const lineOf = ({ no, text, unit, lastDay, doneOn, evidence }: Measure) =>
  [
    `${no}. ${text}`,
    unit?.name,
    doneOn === null ? (lastDay === null ? '未定期限' : `${lastDay} 前`) : `${doneOn} 完成`,
    `佐证 ${evidence.length} 份`,
  ]
    .filter(Boolean)
    .join('，')

/** The plan as it stands. */
export async function planNow(client: ApiClient, id: string): Promise<Answer> {
  const plan = await planOf(client, id)
  return { text: plan.measures.length === 0 ? '尚无整改措施' : plan.measures.map(lineOf).join('\n'), json: plan }
}

/** The measure with this number in the plan. */
export async function measureNumbered(client: ApiClient, id: string, no: string) {
  const { measures, version, asOf } = await planOf(client, id)
  const measure = measures.find((one) => String(one.no) === no.trim())
  if (!measure) throw new UsageError(`没有第 ${no} 条措施，方案共 ${measures.length} 条`)
  return { measure, version, asOf }
}

export const plan: Noun = {
  about: '整改方案',
  acts: {
    show: {
      about: '查看整改方案',
      operands: ['编号'],
      flags: AS,
      must: ['as'],
      run: async (args) => asUser(args, async (client) => planNow(client, await problemNamed(client, args.words[0]))),
    },
    save: {
      about: '编制整改方案：文件写全部措施，措施文字不变的保留进展和佐证，文件里没有的去掉',
      operands: ['编号'],
      flags: { ...AS, file: `方案.json：${SHAPE}`, reason: '原因：为什么修改，签署开始后必填' },
      must: ['as', 'file'],
      run: async (args) =>
        asUser(args, async (client) => {
          const id = await problemNamed(client, args.words[0])
          await save(client, id, args)
          return planNow(client, id)
        }),
    },
  },
}
