import { asOwner, asUser } from './as-user.ts'
import { type Command, UsageError, writeOutput } from './command.ts'

const KINDS: Readonly<Record<string, string>> = {
  ledger: '/reports/ledger.xlsx',
  'by-unit': '/reports/by-unit.zip',
  'by-leader': '/reports/by-leader.xlsx',
}

export const exportFile: Command = {
  about: '导出台账：ledger 正式台账、by-unit 分单位、by-leader 分领导',
  operands: ['ledger|by-unit|by-leader'],
  flags: { to: '文件：写到哪里，例如 台账.xlsx', as: '登录名：只导出此人看得到的；不写时导出全部' },
  must: ['to'],
  run: async (args) => {
    const path = KINDS[args.words[0] ?? '']
    if (path === undefined) throw new UsageError(`请说明导出什么：${Object.keys(KINDS).join('、')}`)
    const bytes = await (args.flags['as'] === undefined ? asOwner : asUser)(args, (client) => client.download(path))
    return writeOutput(args.flags['to'] ?? '', bytes)
  },
}
