import type { z } from 'zod'
import type { chainsEndpoint } from '#features/closeout/chains.contract.ts'
import { DAY_TYPE_WORDS, STEP_HOLDER_WORDS, STEP_KIND_WORDS } from '#kernel/rooms/closeout-steps.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Answer, type Noun, UsageError, listInput } from './command.ts'
import { AS } from './flags.ts'

type Chains = z.output<typeof chainsEndpoint.reply>['chains']
type Chain = Chains[number]
const SHAPE =
  'JSON 数组，每个环节如 {"key":"notice","kind":"notice","name":"销号公示","holder":"office","closes":false,"days":7,"dayType":"calendar"}；chain show --json 的 steps 可以直接修改后使用'
const chainsOf = async (client: ApiClient) => (await client.get('/closeout/chains'))['chains'] as Chains

function inWords({ scope, name, own, steps, running }: Chain): string {
  if (!own && scope !== 'place') return `${scope} ${name}：按更宽的范围`
  const lines = steps.map(({ key, kind, name: step, holder, closes, days, dayType }, i) =>
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
      about: '修改销号环节：在办的仍按原环节办完',
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
  },
}
