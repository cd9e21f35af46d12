import { LOOKBACK_RESULT_WORDS, OUTCOME_WORDS } from '#kernel/rooms/lookback.ts'
import type { z } from 'zod'
import type { Preview, listLookbacksEndpoint } from '#features/lookback/lookback.contract.ts'
import type { ItemRow } from '#features/lookback/items.contract.ts'
import { PROPOSAL_WORDS } from '#features/lookback/domain/proposals.ts'
import { CLOSURE_KINDS, CLOSURE_KIND_WORDS } from '#features/lookback/domain/scope.ts'
import { ITEM_STATE_WORDS } from '#features/lookback/domain/lookback.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Answer, type Args, type Command, type Flags, type Noun, UsageError } from './command.ts'
import { AS, choices, dayIn, listIn, oneOf } from './flags.ts'
import { assign, campaignNamed, campaignOf, decide, itemsOf, record } from './lookback-items.ts'
import { sourceNamed, unitNamed } from './named.ts'

type Figures = z.output<typeof listLookbacksEndpoint.reply>['campaigns'][number]['figures']
const counts = ({ total, assigned, states, overdue }: Figures) =>
  `${total} 件：待核查 ${states.waiting}、待处理 ${states.recorded}、核实确认 ${states.verified}、重新整改 ${states.reopened}；已分派 ${assigned}，逾期 ${overdue}`

async function list(client: ApiClient): Promise<Answer> {
  const found = (await client.get('/lookbacks')) as unknown as z.output<typeof listLookbacksEndpoint.reply>
  const lines = found.campaigns.map(({ name, dueOn, endedOn, figures }) =>
    [name, endedOn === null ? `${dueOn} 前` : `${endedOn} 结束`, counts(figures)].join('，'),
  )
  return { text: lines.length === 0 ? '还没有“回头看”' : lines.join('\n'), json: found }
}

const lineOf = ({ no, title, closureWords, assignee, result, found, state, outcomeReason }: ItemRow) =>
  [no, title, closureWords, assignee ?? '未分派', ITEM_STATE_WORDS[state], result && LOOKBACK_RESULT_WORDS[result], found, outcomeReason]
    .filter(Boolean)
    .join('，')

async function campaignNow(client: ApiClient, id: string, filter: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const found = await campaignOf(client, id)
  const items = await itemsOf(client, id, filter)
  const head = [
    `${found.name}，${found.endedOn === null ? `${found.dueOn} 前` : `${found.endedOn} 结束`}`,
    ...found.scopeWords,
    counts(found.figures),
  ]
  return { text: [...head, ...items.map(lineOf)].join('\n'), json: { ...found, items } }
}

const chosen = (flags: Flags, name: string, words: Readonly<Record<string, string>>) => {
  const found = oneOf(flags, name, words)
  return found === undefined ? {} : { [name]: found }
}

async function idsOf(names: string | undefined, named: (name: string) => Promise<string>): Promise<string[]> {
  const ids: string[] = []
  for (const name of listIn(names)) ids.push(await named(name))
  return ids
}

async function scopeIn(client: ApiClient, flags: Flags) {
  const closures = listIn(flags['closures']).map((kind) => oneOf({ closures: kind }, 'closures', CLOSURE_KIND_WORDS))
  return {
    closures: closures.length === 0 ? CLOSURE_KINDS : closures,
    sources: await idsOf(flags['sources'], (name) => sourceNamed(client, name)),
    units: await idsOf(flags['units'], (name) => unitNamed(client, name)),
    before: dayIn(flags, 'before') ?? null,
    again: oneOf(flags, 'again', { yes: '是', no: '否' }) === 'yes',
  }
}

async function start(client: ApiClient, { words: [name = ''], flags }: Args): Promise<Answer> {
  const scope = await scopeIn(client, flags)
  const preview = (await client.post('/lookbacks/preview', scope)) as unknown as Preview
  const { found, items, inHand, verified } = preview
  const words = `符合范围 ${found} 件 = 列入 ${items} + 别的“回头看”在办 ${inHand} + 已经核实 ${verified}`
  if (flags['preview'] !== undefined) return { text: words, json: preview }
  if (items === 0) throw new UsageError(`没有可以列入的：${words}`)
  const { id } = await client.post('/lookbacks', { name, dueOn: dayIn(flags, 'due'), note: flags['note'], scope, expected: items })
  return campaignNow(client, String(id))
}

const end = async (client: ApiClient, id: string, { flags }: Args) =>
  void (await client.post(`/lookbacks/${id}/end`, { reason: flags['reason'] }, (await campaignOf(client, id)).version))

type CampaignCommand = Omit<Command, 'run'>
/** Done on a campaign, which is then answered as it stands. */
const actOf = (command: CampaignCommand, work: (client: ApiClient, id: string, args: Args) => Promise<void>): Command => ({
  ...command,
  flags: { ...AS, ...command.flags },
  must: ['as', ...(command.must ?? [])],
  run: async (args) =>
    asUser(args, async (client) => {
      const id = await campaignNamed(client, args.words[0] ?? '')
      await work(client, id, args)
      return campaignNow(client, id)
    }),
})

const SCOPE = {
  closures: `情况：${choices(CLOSURE_KIND_WORDS)}，逗号隔开；不写时为全部`,
  sources: '来源：只看这些问题来源，逗号隔开',
  units: '单位：只看这些牵头单位及其下级，逗号隔开',
  before: 'YYYY-MM-DD：只看此日之前完成或销号的',
  again: 'yes|no：以前“回头看”已经核实的也列入',
} as const

const WATCH: Readonly<Record<string, Command>> = {
  list: { about: '有哪些“回头看”，各办到哪一步', operands: [], flags: AS, must: ['as'], run: async (args) => asUser(args, list) },
  show: {
    about: '查看一次“回头看”和它的清单',
    operands: ['名称'],
    flags: { ...AS, state: `状态：${choices(ITEM_STATE_WORDS)}`, result: `结果：${choices(LOOKBACK_RESULT_WORDS)}` },
    must: ['as'],
    run: async (args) => {
      const filter = { ...chosen(args.flags, 'state', ITEM_STATE_WORDS), ...chosen(args.flags, 'result', LOOKBACK_RESULT_WORDS) }
      return asUser(args, async (client) => campaignNow(client, await campaignNamed(client, args.words[0] ?? ''), filter))
    },
  },
  start: {
    about: '发起“回头看”：范围内原台账载明和本系统销号的逐件再看',
    operands: ['名称'],
    flags: { ...AS, due: 'YYYY-MM-DD：截止日期', ...SCOPE, note: '说明：工作要求', preview: 'yes：只数范围内有多少件，不发起' },
    must: ['as', 'due'],
    run: async (args) => asUser(args, (client) => start(client, args)),
  },
}

export const lookback: Noun = {
  about: '“回头看”：销号的再看一遍',
  acts: {
    ...WATCH,
    assign: actOf(
      {
        about: '分派：写编号和 --unit 或 --person，或用 --by 分派全部尚未分派的',
        operands: ['名称', '[编号…]'],
        flags: { unit: '单位：分派给哪个单位', person: '姓名：分派给谁，同名的写姓名@单位', by: `依据：${choices(PROPOSAL_WORDS)}` },
      },
      assign,
    ),
    record: actOf(
      {
        about: '登记一件的核查结果',
        operands: ['名称', '编号'],
        flags: {
          result: `结果：${choices(LOOKBACK_RESULT_WORDS)}`,
          found: '情况：核查情况；无法核实的写明原因',
          visitors: '姓名：核查人员，逗号隔开',
          files: '文件：现场照片等佐证，逗号隔开；只有无法核实的可以没有',
          on: 'YYYY-MM-DD：核查日期；不写时为今天',
        },
        must: ['result', 'found', 'visitors'],
      },
      record,
    ),
    decide: actOf(
      {
        about: '处理一件的结果；登记人不能自己处理',
        operands: ['名称', '编号'],
        flags: {
          outcome: `处理：${choices(OUTCOME_WORDS)}`,
          reason: '理由：松动而确认、无法核实而重新整改的必填',
          due: 'YYYY-MM-DD：重新整改的新时限',
          basis: '依据：新时限的文件、文号或原因',
        },
        must: ['outcome'],
      },
      decide,
    ),
    end: actOf({ about: '提前结束；全部处理完的自动结束', operands: ['名称'], flags: { reason: '原因：还有未处理的必填' } }, end),
  },
}
