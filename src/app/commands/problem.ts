import { asUser } from './as-user.ts'
import { type Noun, UsageError } from './command.ts'
import { AS, dayIn } from './flags.ts'
import { problemNamed } from './named.ts'

export const problem: Noun = {
  about: '问题',
  acts: {
    received: {
      about: '更正收到日期：自收到之日起算的期限随之重新计算',
      operands: ['编号'],
      flags: { ...AS, on: 'YYYY-MM-DD：实际收到的日期', reason: '理由：为什么更正' },
      must: ['as', 'on', 'reason'],
      run: async (args) =>
        asUser(args, async (client) => {
          const receivedOn = dayIn(args.flags, 'on')
          if (receivedOn === undefined) throw new UsageError('请用 --on YYYY-MM-DD 给出实际收到的日期')
          const id = await problemNamed(client, args.words[0])
          const { version } = await client.get(`/problems/${id}`)
          await client.post(`/problems/${id}/received`, { receivedOn, reason: args.flags['reason'] }, Number(version))
          const now = (await client.get(`/problems/${id}`)) as { row: { dueOn: string | null } }
          return { text: `收到日期已更正为 ${receivedOn}，最后日期 ${now.row.dueOn ?? '无'}`, json: now }
        }),
    },
  },
}
