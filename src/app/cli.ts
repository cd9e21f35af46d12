import { parseArgs } from 'node:util'
import type { Urls } from '#platform/db.ts'
import { demoCaller } from './demo.ts'
import { startServer } from './server.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)

function externalUrls(): { urls: Urls } | object {
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_READER_URL: reader } = process.env
  if (!app) return {}
  if (!owner || !reader) throw new Error('设置了 DATABASE_URL，就还要设置 DATABASE_OWNER_URL 和 DATABASE_READER_URL')
  return { urls: { app, owner, reader } }
}

async function main(): Promise<void> {
  const {
    positionals: [command = 'serve'],
    values,
  } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: 'data' },
      port: { type: 'string', default: '3000' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  })
  const demo = command === 'demo'
  const began = performance.now()
  const server = await startServer({
    data: values.data,
    port: Number(values.port),
    host: values.host,
    demo,
    callerOf: demo ? demoCaller : () => undefined,
    ...externalUrls(),
  })
  say(`闭环已启动：${server.url}（${Math.round(performance.now() - began)} 毫秒）`)
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
