import { PAPERS, PAPER_WORDS, type Paper } from '#features/reports/domain/papers.ts'
import { asUser } from './as-user.ts'
import { type Command, type Noun, UsageError, writeOutput } from './command.ts'
import { AS } from './flags.ts'
import { problemNamed } from './named.ts'

const TO = { to: '文件：写到哪里' } as const
const WHICH = { cycle: '轮次：第几轮的；不写时为本轮', nth: '次数：第几次现场核查的；不写时为空白核查表' } as const

/** '?cycle=1&nth=2' of what was said. */
function whichIn(flags: Readonly<Record<string, string | undefined>>): string {
  const params = Object.keys(WHICH).flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]] as const]))
  const odd = params.find(([, value]) => !/^[1-9]\d{0,3}$/u.test(value))
  if (odd) throw new UsageError(`--${odd[0]} 应为 1、2、3……，现在是“${odd[1]}”`)
  return params.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(params)).toString()}`
}

const printOf = (paper: Paper): Command => ({
  about: `下载${PAPER_WORDS[paper]}（.docx）`,
  operands: ['编号'],
  flags: { ...AS, ...TO, ...(paper === 'verification' ? WHICH : { cycle: WHICH.cycle }) },
  must: ['as', 'to'],
  run: async (args) => {
    const query = whichIn(args.flags)
    return asUser(args, async (client) => {
      const id = await problemNamed(client, args.words[0])
      return writeOutput(args.flags['to'] ?? '', await client.download(`/matters/${id}/papers/${paper}${query}`))
    })
  },
})

export const paper: Noun = {
  about: '销号文书',
  acts: Object.fromEntries(PAPERS.map((name) => [name, printOf(name)])),
}

export const dossier: Command = {
  about: '一案一档：全部文书和材料打成一个 .zip，附目录和校验值',
  operands: ['编号'],
  flags: { ...AS, ...TO },
  must: ['as', 'to'],
  run: async (args) =>
    asUser(args, async (client) => {
      const id = await problemNamed(client, args.words[0])
      return writeOutput(args.flags['to'] ?? '', await client.stream(`/matters/${id}/dossier.zip`))
    }),
}
