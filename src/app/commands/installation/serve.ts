import { databaseUrl, refuseOpenSecrets } from '#platform/database/secrets.ts'
import { logInWaysOf } from '#platform/identity/log-in-ways.ts'
import { type Transport, transportOf } from '#platform/transport.ts'
import { startServer } from '../../server.ts'
import { type Command, UsageError, dataFolder } from '../command.ts'

const print = (text: string) => void process.stdout.write(`${text}\n`)

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`端口应为 0 至 65535 的整数，现在是：${text}`)
  return port
}

export const ADDRESS = {
  port: '端口：不写时为环境变量 PORT，再不然为 3000',
  host: '地址：在哪个地址上监听；不写时为环境变量 HOST，再不然为 127.0.0.1',
} as const
export const addressOf = (flags: Readonly<Record<string, string | undefined>>) => ({
  port: portOf(flags['port'] ?? process.env['PORT'] ?? '3000'),
  host: flags['host'] ?? process.env['HOST'] ?? '127.0.0.1',
})

const TRANSPORT = {
  proxies: '地址或网段，逗号分隔：可信的反向代理；不写时为环境变量 BIHUAN_TRUSTED_PROXIES',
  'tls-cert': '文件：PEM 证书；不写时为环境变量 BIHUAN_TLS_CERT',
  'tls-key': '文件：PEM 私钥；不写时为环境变量 BIHUAN_TLS_KEY',
} as const
function transportFrom(flags: Readonly<Record<string, string | undefined>>): Transport {
  const { env } = process
  return transportOf({
    proxies: flags['proxies'] ?? env['BIHUAN_TRUSTED_PROXIES'],
    cert: flags['tls-cert'] ?? env['BIHUAN_TLS_CERT'],
    key: flags['tls-key'] ?? env['BIHUAN_TLS_KEY'],
    needsTls: env['BIHUAN_REQUIRE_TLS'],
    document: env['BIHUAN_API_DOCUMENT'],
  })
}

/** Stops once, on whichever comes first: a signal from the terminal, or the end of the launcher that passes signals on. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false
  const leave = async () => {
    if (stopping) return
    stopping = true
    await stop()
    print('闭环已停止')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave())
  process.on('disconnect', () => void leave())
}

export const serve: Command = {
  about: '启动闭环',
  operands: [],
  flags: { ...ADDRESS, ...TRANSPORT },
  run: async (args) => {
    const began = performance.now()
    const ways = logInWaysOf(process.env)
    const address = addressOf(args.flags)
    refuseOpenSecrets(address.host, databaseUrl())
    const server = await startServer({ data: dataFolder(args), transport: transportFrom(args.flags), ways, ...address })
    print(`闭环已启动：${server.url}（${Math.round(performance.now() - began)} 毫秒）`)
    if (server.setupCode) print(`首次使用：请在浏览器打开上面的地址，输入一次性口令 ${server.setupCode}`)
    stopOnSignals(server.stop)
    return undefined
  },
}
