import type { Found } from '#features/matters/matters.contract.ts'
import { KINDS, MATTER_KINDS, type MatterKind } from '#kernel/rooms.ts'
import { MATTER_STATE_WORDS } from '#kernel/rooms/matters.ts'
import { asUser } from './as-user.ts'
import type { Command } from './command.ts'
import { AS, choices, oneOf } from './flags.ts'

const KIND_WORDS = Object.fromEntries(MATTER_KINDS.map((kind) => [kind, KINDS[kind].title])) as Readonly<Record<MatterKind, string>>

function inWords({ total, isMore, rows }: Found): string {
  if (total === 0) return '没有找到'
  const lines = rows.flatMap(({ no, title, state, excerpt }) => [
    [no, title, MATTER_STATE_WORDS[state]].filter(Boolean).join('，'),
    ...(excerpt === null ? [] : [`  ${excerpt}`]),
  ])
  return [
    `${isMore ? '超过' : '共'} ${total} 项${isMore || total > rows.length ? `，这里是 ${rows.length} 项` : ''}${isMore ? '，新录入的在前；再加几个词可以缩小范围' : ''}`,
    ...lines,
  ].join('\n')
}

export const search: Command = {
  about: '在看得到的所有事项里查找：编号（可只写末尾）、标题、正文；几个词须同时含有',
  operands: ['词…'],
  flags: { ...AS, kind: `种类：${choices(KIND_WORDS)}`, page: '第几页：每页二十项，不写为第一页' },
  must: ['as'],
  run: async (args) =>
    asUser(args, async (client) => {
      const { kind, page } = { kind: oneOf(args.flags, 'kind', KIND_WORDS), page: args.flags['page'] }
      const query = new URLSearchParams({ q: args.words.join(' '), ...(kind && { kind }), ...(page && { page }) })
      const found = (await client.get(`/matters/search?${query.toString()}`)) as unknown as Found
      return { text: inWords(found), json: found }
    }),
}
