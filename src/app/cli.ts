import { parseArgs } from 'node:util'
import { startServer } from './server.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)

async function main(): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } },
  })
  const began = performance.now()
  const { PORT = '3000', HOST = '127.0.0.1', BIHUAN_DATA = 'data' } = process.env
  const server = await startServer({ data: values.data ?? BIHUAN_DATA, port: Number(values.port ?? PORT), host: values.host ?? HOST })
  say(`闭环已启动：${server.url}（${Math.round(performance.now() - began)} 毫秒）`)
  if (server.setupCode) say(`首次使用，请在浏览器打开上面的地址，并输入一次性口令：${server.setupCode}`)
  let stopping = false
  const stop = async () => {
    if (stopping) return // a second signal (terminal and launcher both pass one on) changes nothing
    stopping = true
    await server.stop()
    say('闭环已停止')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
  process.on('disconnect', () => void stop()) // the launcher is gone
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
