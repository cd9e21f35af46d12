import type { z } from 'zod'
import type { chainsEndpoint } from '#features/closeout/chains.contract.ts'
import type { ChainDecision } from '#kernel/rooms/closeout-tables.ts'
import { DAY_TYPE_WORDS, STEP_HOLDER_WORDS, STEP_KIND_WORDS } from '#kernel/rooms/closeout-steps.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Answer, type Command, type Flags, type Noun, UsageError, listInput } from './command.ts'
import { AS } from './flags.ts'

type Chains = z.output<typeof chainsEndpoint.reply>['chains']
type Chain = Chains[number]
const SHAPE =
  'JSON 数组，每个环节如 {"key":"notice","kind":"notice","name":"销号公示","holder":"office","closes":false,"days":7,"dayType":"calendar"}；chain show --json 的 steps 可以直接修改后使用'
const chainsOf = async (client: ApiClient) => (await client.get('/closeout/chains'))['chains'] as Chains

const stepLines = (steps: Chain['steps']) =>
  steps.map(({ key, kind, name: step, holder, closes, days, dayType }, i) =>
    [
      `  ${i + 1}. ${step}`,
      key,
      STEP_KIND_WORDS[kind],
      STEP_HOLDER_WORDS[holder],
      days && dayType && `${days} 个${DAY_TYPE_WORDS[dayType]}`,
      closes && '办结即销号',
    ]
      .filter(Boolean)
      .join('，'),
  )

function inWords({ scope, name, own, steps, running, proposal }: Chain): string {
  const waiting = proposal
    ? [
        `  待批准的修改（${proposal.by}提出：${proposal.reason}）：${proposal.steps === null ? '取消单独设置' : ''}`,
        ...stepLines(proposal.steps ?? []).map((line) => `  ${line}`),
      ]
    : []
  if (!own && scope !== 'place') return [`${scope} ${name}：按更宽的范围`, ...waiting].join('\n')
  const lines = [...stepLines(steps), ...waiting]
  return [`${scope} ${name}${running > 0 ? `（${running} 件在办的仍按原环节）` : ''}`, ...lines].join('\n')
}

async function chainsNow(client: ApiClient, scope: string | undefined): Promise<Answer> {
  const chains = await chainsOf(client)
  if (scope === undefined) return { text: chains.map(inWords).join('\n'), json: { chains } }
  const found = chainIn(chains, scope)
  return { text: inWords({ ...found, own: true }), json: found }
}

function chainIn(chains: Chains, scope: string): Chain {
  const found = chains.find((chain) => chain.scope === scope)
  if (!found)
    throw new UsageError(`没有“${scope}”这个适用范围，可以是：${chains.map((chain) => `${chain.scope} ${chain.name}`).join('、')}`)
  return found
}

const SCOPE = '范围：place 为全区，class:feedback 等为一类问题来源，inspection:… 为一次督察'
/** A proposed change of a scope comes to its end. */
const settle = (decision: ChainDecision, about: string, flags: Flags): Command => ({
  about,
  operands: [],
  flags: { ...AS, scope: SCOPE, ...flags },
  must: ['as', 'scope', ...Object.keys(flags)],
  run: async (args) => {
    const { scope = '', reason } = args.flags
    return asUser(args, async (client) => {
      const { proposal } = chainIn(await chainsOf(client), scope)
      if (!proposal) throw new UsageError(`“${scope}”没有待批准的修改`)
      await client.post(`/closeout/chain-proposals/${proposal.id}/decision`, { decision, reason })
      return chainsNow(client, scope)
    })
  },
})

export const chain: Noun = {
  about: '销号环节',
  acts: {
    show: {
      about: '查看销号环节；不写 --scope 时为全部范围',
      operands: [],
      flags: { ...AS, scope: SCOPE },
      must: ['as'],
      run: async (args) => asUser(args, (client) => chainsNow(client, args.flags['scope'])),
    },
    save: {
      about: '提出修改销号环节：由另一人批准（chain approve）后生效，在办的仍按原环节办完',
      operands: [],
      flags: { ...AS, file: `文件.json：${SHAPE}`, scope: SCOPE, reason: '原因：为什么修改' },
      must: ['as', 'file', 'scope', 'reason'],
      run: async (args) => {
        const { file = '', scope = '', reason } = args.flags
        const steps = listInput(file, SHAPE)
        return asUser(args, async (client) => {
          const { version } = chainIn(await chainsOf(client), scope)
          await client.post('/closeout/chains', { scope, steps, reason }, version)
          return chainsNow(client, scope)
        })
      },
    },
    approve: settle('approved', '批准他人提出的修改', {}),
    refuse: settle('refused', '不批准他人提出的修改', { reason: '原因：为什么不批准' }),
    withdraw: settle('withdrawn', '撤回自己提出的修改', {}),
  },
}
