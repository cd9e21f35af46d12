import type { z } from 'zod'
import type { queueEndpoint } from '#features/closeout/closeout.contract.ts'
import { asUser } from './as-user.ts'
import type { Command } from './command.ts'
import { AS } from './flags.ts'

export const queue: Command = {
  about: '销号环节中等我办理的：待签意见、待核查、公示期满、待备案',
  operands: [],
  flags: AS,
  must: ['as'],
  run: async (args) =>
    asUser(args, async (hand) => {
      const found = (await hand.get('/closeout/queue')) as unknown as z.output<typeof queueEndpoint.reply>
      const lines = found.mine.map(({ no, title, stepName, lead, clock }) =>
        [no, title, stepName, lead, clock.text].filter(Boolean).join('，'),
      )
      return { text: lines.length === 0 ? '没有等您办理的' : lines.join('\n'), json: found }
    }),
}
