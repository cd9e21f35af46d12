import { TOKEN_ACTS } from '#kernel/token-acts.ts'
import type { Token } from '#features/org/tokens.contract.ts'
import { asUser } from './as-user.ts'
import { type Command, type Noun, UsageError } from './command.ts'
import { AS, listIn, wordIn } from './flags.ts'

const STATES = { good: '有效', expired: '已到期', ended: '已作废' } as const

const inWords = ({ mark, name, owner, acts, expiresOn, state, used }: Token) =>
  [
    `${mark} ${name}（${owner.name}，${owner.unit}）`,
    acts.length === 0 ? '只读' : acts.map((act) => TOKEN_ACTS[act]).join('、'),
    `有效期至 ${expiresOn}`,
    used ? `最近使用 ${used.at} 来自 ${used.from}` : '没有用过',
    STATES[state],
  ].join('　')

const ALL = { all: '列出所有人的令牌（安全管理员）' } as const
const list: Command = {
  about: '列出自己的访问令牌；--all 列出所有人的',
  operands: [],
  flags: { ...AS, ...ALL },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      const found = (await client.get(args.flags['all'] ? '/org/tokens' : '/session/tokens')) as unknown as { tokens: Token[] }
      return { text: found.tokens.map(inWords).join('\n') || '没有访问令牌', json: found }
    }),
}
const make: Command = {
  about: '生成访问令牌：给程序调用接口用，只显示一次',
  operands: ['名称'],
  flags: { ...AS, days: '天数：有效期', acts: '操作：读取之外还可以办理什么，逗号隔开；不写则只读' },
  must: ['as', 'days'],
  run: (args) =>
    asUser(args, async (client) => {
      const acts = listIn(args.flags['acts']).map((word) => wordIn(word, 'acts', TOKEN_ACTS))
      const made = await client.post('/session/tokens', { name: args.words[0], acts, days: Number(args.flags['days']) })
      const text = `${String(made['token'])}\n有效期至 ${String(made['expiresOn'])}；只显示这一次，请妥善保存。用法：请求头 Authorization: Bearer 令牌`
      return { text, json: made }
    }),
}
const end: Command = {
  about: '作废访问令牌；安全管理员可以作废任何人的',
  operands: ['令牌编号'],
  flags: { ...AS, ...ALL },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      const path = args.flags['all'] ? '/org/tokens' : '/session/tokens'
      const { tokens } = (await client.get(path)) as unknown as { tokens: Token[] }
      const found = tokens.find(({ mark, state }) => mark === args.words[0] && state === 'good')
      if (!found) throw new UsageError(`没有编号为 ${args.words[0] ?? ''} 的有效令牌`)
      await client.post(`${path}/${found.id}/end`)
      return { text: `已作废：${found.name}`, json: found }
    }),
}

export const token: Noun = { about: '给程序用的访问令牌', acts: { list, make, end } }
