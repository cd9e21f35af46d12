import { rename, writeFile } from 'node:fs/promises'
import { asOwner, asUser } from './as-user.ts'
import { type Command, Refusal, fromHere } from './command.ts'

const KINDS: Readonly<Record<string, string>> = {
  ledger: '/reports/ledger.xlsx',
  'by-unit': '/reports/by-unit.zip',
  'by-leader': '/reports/by-leader.xlsx',
}

export const exportFile: Command = {
  usage: 'export ledger --to 文件 [--as 登录名]   （或 by-unit、by-leader）',
  about: '导出台账',
  flags: ['to', 'as'],
  run: async (args) => {
    const path = KINDS[args.words[0] ?? '']
    const { to } = args.flags
    if (path === undefined) throw new Refusal(`请说明导出什么：${Object.keys(KINDS).join('、')}`)
    if (to === undefined) throw new Refusal('请用 --to 文件 说明写到哪里，例如 --to 台账.xlsx')
    const bytes = await (args.flags['as'] === undefined ? asOwner : asUser)(args, (hand) => hand.download(path))
    const target = fromHere(to)
    await writeFile(`${target}.part`, bytes)
      .then(() => rename(`${target}.part`, target))
      .catch((error: NodeJS.ErrnoException) => {
        throw new Refusal(`写不了这个文件（${error.code ?? ''}）：${to}`)
      })
    return { text: `已导出：${to}（${bytes.length} 字节）`, json: { file: target, bytes: bytes.length } }
  },
}
