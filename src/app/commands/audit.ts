import type { AuditEntry } from '#features/history/audit.contract.ts'
import type { Verification } from '#features/history/verify.contract.ts'
import { AUDIT_KIND_WORDS, OUTCOME_WORDS, rolesInWords } from '#features/history/domain/audit-kinds.ts'
import { minuteIn } from '#platform/clock.ts'
import { asUser } from './as-user.ts'
import { type Args, type Command, type Flags, type Noun, writeOutput } from './command.ts'
import { AS, choices, dayIn, oneOf } from './flags.ts'

const FILTER = {
  kind: `类别：${choices(AUDIT_KIND_WORDS)}`,
  outcome: `结果：${choices(OUTCOME_WORDS)}`,
  address: '来源地址：例如 10.1.2.3',
  from: '起始日期：例如 2026-11-01',
  until: '截止日期：例如 2026-11-30，含当天',
  q: '文字：姓名、接口、文件、会话、请求号',
} as const

/** The conditions as the page's address holds them. */
function queryIn(flags: Flags): URLSearchParams {
  const all = {
    kind: oneOf(flags, 'kind', AUDIT_KIND_WORDS),
    outcome: oneOf(flags, 'outcome', OUTCOME_WORDS),
    address: flags['address'],
    from: dayIn(flags, 'from'),
    to: dayIn(flags, 'until'),
    q: flags['q'],
  }
  return new URLSearchParams(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined))
}

function lineOf({ at, who, roles, words, outcome, why, address, about }: AuditEntry): string {
  const person = roles.length === 0 ? who : `${who}（${rolesInWords(roles)}）`
  const ending = why === null ? OUTCOME_WORDS[outcome] : `${OUTCOME_WORDS[outcome]}：${why}`
  return [minuteIn(new Date(at)), person, words, ending, about === who ? '' : about, address ?? ''].filter(Boolean).join('，')
}

const list: Command = {
  about: '查看审计记录，新的在前：登录、拒绝、导出下载、权限和设置变动、系统运行',
  operands: [],
  flags: { ...AS, ...FILTER, size: '条数：最多 100，不写为 30' },
  must: ['as'],
  run: async (args) =>
    asUser(args, async (client) => {
      const query = queryIn(args.flags)
      if (args.flags['size'] !== undefined) query.set('size', args.flags['size'])
      const page = (await client.get(`/audit?${query.toString()}`)) as { entries: AuditEntry[]; older: string | null }
      const lines = page.entries.map(lineOf)
      return { text: lines.length === 0 ? '没有符合条件的审计记录' : lines.join('\n'), json: page }
    }),
}

const exportRecord: Command = {
  about: '把审计记录导出为 .xlsx；导出本身也记入审计记录',
  operands: [],
  flags: { ...AS, ...FILTER, to: '文件：写到哪里，例如 审计.xlsx' },
  must: ['as', 'to'],
  run: (args: Args) =>
    asUser(args, async (client) =>
      writeOutput(args.flags['to'] ?? '', await client.download(`/audit/export.xlsx?${queryIn(args.flags).toString()}`)),
    ),
}

const verifications: Command = {
  about: '历次核验：何时、何人、结果',
  operands: [],
  flags: { ...AS },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      const found = (await client.get('/audit/verifications')) as unknown as { verifications: Verification[] }
      return { text: found.verifications.map(verifiedLine).join('\n') || '还没有核验过', json: found }
    }),
}
const verifiedLine = ({ at, by, events, files, places, findings }: Verification) =>
  [
    `${minuteIn(new Date(at))} ${by} 核对办理记录 ${events} 条、材料 ${files} 份：${places === 0 ? '一致' : `${places} 处不一致`}`,
    ...findings.map(({ where, message }) => `  ${where}：${message}`),
  ].join('\n')

const verify: Command = {
  about: '核验全部办理记录、数据表和材料，结果存入历次核验',
  operands: [],
  flags: { ...AS },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      await client.post('/audit/verifications')
      const { verifications: all } = (await client.get('/audit/verifications')) as unknown as { verifications: Verification[] }
      const [newest] = all
      return { text: newest ? verifiedLine(newest) : '没有结果', json: newest ?? null, failed: newest !== undefined && newest.places > 0 }
    }),
}

export const audit: Noun = { about: '审计记录：查看、导出、核验', acts: { list, export: exportRecord, verify, verifications } }
