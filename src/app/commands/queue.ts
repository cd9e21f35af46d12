import type { z } from 'zod'
import type { waitingEndpoint } from '#features/overview/overview.contract.ts'
import { asUser } from './as-user.ts'
import type { Command } from './command.ts'
import { AS } from './flags.ts'

export const queue: Command = {
  about: '等我办理的，各处都在内：待签意见、待核查、公示期满、待备案、“回头看”、未完成的导入',
  operands: [],
  flags: AS,
  must: ['as'],
  run: async (args) =>
    asUser(args, async (client) => {
      const found = (await client.get('/todo')) as unknown as z.output<typeof waitingEndpoint.reply>
      const lines = found.groups.flatMap(({ title: group, rows }) => [
        `${group} ${rows.length} 项`,
        ...rows.map(({ no, title, step, lead, clock }) => `  ${[no, title, step, lead, clock.text].filter(Boolean).join('，')}`),
      ])
      return { text: lines.length === 0 ? '没有等您办理的' : lines.join('\n'), json: found }
    }),
}
