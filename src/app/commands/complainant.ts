import type { z } from 'zod'
import type { CleaningReply, CleaningReport } from '#features/cleaning/cleaning.contract.ts'
import { PLACE_WORDS } from '#features/cleaning/domain/report.ts'
import type { readSealedEndpoint, sealedEndpoint } from '#features/complainants/complainants.contract.ts'
import { COMPLAINANT_WORDS } from '#kernel/rooms/complainants.ts'
import { minuteIn } from '#platform/clock.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import type { Answer, Command, Noun } from './command.ts'
import { AS, choices, oneOf } from './flags.ts'
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
        ...readings.map(({ who, at, reason }) => `${minuteIn(new Date(at))} ${who} 查阅：${reason}`),
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

const reportLines = ({ endedAt, by, done, look, counts }: CleaningReport) => [
  `${minuteIn(new Date(endedAt))} ${by ?? '系统'} 清理`,
  ...done.map((line) => `  ${line}`),
  ...counts.map(
    ({ foundIn, sheet, head, kind, cells }) => `    ${PLACE_WORDS[foundIn]} ${sheet} ${head}：${COMPLAINANT_WORDS[kind]} ${cells} 处`,
  ),
  ...look.map((line) => `  请人工核对：${line}`),
]

async function reported(client: ApiClient): Promise<Answer> {
  const found = (await client.get('/complainants/cleaning')) as unknown as CleaningReply
  const [last] = found.reports
  return { text: last ? reportLines(last).join('\n') : '还没有清理过', json: found }
}

const clean: Command = {
  about: '在已有的数据里找出没有封存的举报人信息，移入封存区，并报告',
  operands: [],
  flags: { ...AS },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      const { job } = await client.post('/complainants/cleaning', {})
      return job === null ? reported(client) : { text: '已排入后台任务，完成后用 bihuan complainant report 查看', json: { job } }
    }),
}

const report: Command = {
  about: '最近一次清理的报告：在哪里封存了多少，不显示内容',
  operands: [],
  flags: { ...AS },
  must: ['as'],
  run: (args) => asUser(args, reported),
}

const seal: Command = {
  about: '封存一个问题里漏掉的举报人信息：写明文字或原始单元格的列名',
  operands: ['编号'],
  flags: {
    ...AS,
    kind: `类别：${choices(COMPLAINANT_WORDS)}`,
    text: '文字：出现在哪里都封存',
    head: '列名：封存这一列的原始单元格',
  },
  must: ['as', 'kind'],
  run: (args) =>
    asUser(args, async (client) => {
      const id = await problemNamed(client, args.words[0])
      const { text, head } = args.flags
      const kind = oneOf(args.flags, 'kind', COMPLAINANT_WORDS)
      const sealed = await client.post(`/matters/${id}/complainants/seal`, { kind, text, head })
      return { text: `已封存 ${String(sealed['places'])} 处，办理记录 ${String(sealed['events'])} 条`, json: sealed }
    }),
}

export const complainant: Noun = { about: '封存的举报人信息', acts: { show, read, clean, report, seal } }
