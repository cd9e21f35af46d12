import type { z } from 'zod'
import type { readSealedEndpoint, sealedEndpoint } from '#features/complainants/complainants.contract.ts'
import { COMPLAINANT_WORDS } from '#kernel/rooms/complainants.ts'
import { asUser } from './as-user.ts'
import type { Command, Noun } from './command.ts'
import { AS } from './flags.ts'
import { problemNamed } from './named.ts'

type Sealed = z.output<typeof sealedEndpoint.reply>
type Opened = z.output<typeof readSealedEndpoint.reply>

const show: Command = {
  about: '这个问题封存了哪几类举报人信息、谁可以查阅、谁查阅过；不显示内容',
  operands: ['编号'],
  flags: { ...AS },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      const id = await problemNamed(client, args.words[0])
      const found = (await client.get(`/matters/${id}/complainants`)) as unknown as Sealed
      const { counts, readers, readings } = found
      const lines = [
        counts.length === 0 ? '没有封存的举报人信息' : counts.map(({ kind, cells }) => `${COMPLAINANT_WORDS[kind]} ${cells} 条`).join('、'),
        ...readers.map(({ name, unit }) => `可以查阅：${name}（${unit}）`),
        ...readings.map(({ who, at, reason }) => `${at} ${who} 查阅：${reason}`),
      ]
      return { text: lines.join('\n'), json: found }
    }),
}

const read: Command = {
  about: '查阅封存的举报人信息；每次查阅都记录',
  operands: ['编号'],
  flags: { ...AS, reason: '事由：为什么查阅，至少 4 个字，记入办理记录' },
  must: ['as', 'reason'],
  run: (args) =>
    asUser(args, async (client) => {
      const id = await problemNamed(client, args.words[0])
      const found = (await client.post(`/matters/${id}/complainants/read`, { reason: args.flags['reason'] })) as unknown as Opened
      const lines = found.cells.map(
        ({ head, kind, text, inText }) => `${inText ? `${COMPLAINANT_WORDS[kind]}（原写在“${head}”里）` : head}：${text}`,
      )
      return { text: lines.join('\n'), json: found }
    }),
}

export const complainant: Noun = { about: '封存的举报人信息', acts: { show, read } }
