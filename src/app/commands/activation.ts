import type { z } from 'zod'
import type { activationsEndpoint } from '#features/org/activation.contract.ts'
import { ACTIVATION_KIND_WORDS, type ActivationDecision, LOG_IN_WAY_WORDS } from '#kernel/rooms/org-tables.ts'
import { ROLE_WORDS } from '#kernel/roles.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Answer, type Command, type Flags, type Noun, UsageError } from './command.ts'
import { AS } from './flags.ts'

type Activations = z.output<typeof activationsEndpoint.reply>['activations']
const waitingFor = async (client: ApiClient) => (await client.get('/org/activations'))['activations'] as Activations

function inWords({ id, kind, person, duty, way, madeBy, madeAt, decidersRole, deciders }: Activations[number]): string {
  const what = duty ? `${ROLE_WORDS[duty.role]}（${duty.unit}）自 ${duty.from} 起${duty.to === null ? '' : `至 ${duty.to}`}` : ''
  const who = decidersRole === null ? '' : `${ROLE_WORDS[decidersRole]}（${deciders.join('、')}）`
  return [
    `${id.slice(-8)}　${person.name}@${person.unit}　${ACTIVATION_KIND_WORDS[kind]}${what && `：${what}`}${way ? `：${LOG_IN_WAY_WORDS[way]}` : ''}`,
    `  ${madeBy} ${madeAt} 提交，待${who || '其他管理员'}启用`,
  ].join('\n')
}

async function listed(client: ApiClient): Promise<Answer> {
  const activations = await waitingFor(client)
  return { text: activations.map(inWords).join('\n') || '没有等待启用的变更', json: { activations } }
}

const NO = '编号：list 中每项开头的 8 位编号'
const settle = (decision: ActivationDecision, about: string, flags: Flags): Command => ({
  about,
  operands: [],
  flags: { ...AS, no: NO, ...flags },
  must: ['as', 'no', ...Object.keys(flags)],
  run: async (args) => {
    const { no = '', reason } = args.flags
    return asUser(args, async (client) => {
      const found = (await waitingFor(client)).filter(({ id }) => id.endsWith(no))
      const [one] = found
      if (!one || found.length > 1 || no.length < 8) throw new UsageError(`没有编号为“${no}”的待启用变更，请先用 activation list 查看`)
      await client.post(`/org/activations/${one.id}/decision`, { decision, ...(reason !== undefined && { reason }) })
      return listed(client)
    })
  },
})

export const activation: Noun = {
  about: '待启用的账号和角色变更',
  acts: {
    list: { about: '查看等待另一名管理员启用的变更', operands: [], flags: AS, must: ['as'], run: (args) => asUser(args, listed) },
    activate: settle('activated', '启用他人提交的变更', {}),
    refuse: settle('refused', '退回他人提交的变更', { reason: '原因：为什么退回' }),
    withdraw: settle('withdrawn', '撤回自己提交的变更', {}),
  },
}
