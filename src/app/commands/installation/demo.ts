import { dayOf } from '#kernel/days.ts'
import { dayIn } from '#platform/clock.ts'
import { demoSnapshot } from '../../demo/demo-snapshot.ts'
import { DEMO_LOG_INS, DEMO_PASSWORD } from '../../demo/log-ins.ts'
import { startServer } from '../../server.ts'
import { type Command, UsageError } from '../command.ts'
import { ADDRESS, addressOf, stopOnSignals } from './serve.ts'

const print = (text: string) => void process.stdout.write(`${text}\n`)

export const demo: Command = {
  about: '用演示区启动，数据在临时文件夹，停止即清除',
  operands: [],
  flags: { ...ADDRESS, on: 'YYYY-MM-DD：演示区以哪一天为今天；不写时为今天' },
  run: async ({ flags }) => {
    const began = performance.now()
    const on = dayOf(flags['on'] ?? dayIn(new Date()))
    if (on === undefined) throw new UsageError('--on 应为一个存在的日期，例如 --on 2026-11-23')
    const address = addressOf(flags)
    const server = await startServer({ data: '', throwaway: { pattern: await demoSnapshot(on) }, knownPassword: DEMO_PASSWORD, ...address })
    print(`闭环演示已启动：${server.url}（${Math.round(performance.now() - began)} 毫秒）`)
    print(`演示区为虚构，数据在临时文件夹，按 Ctrl-C 停止并清除。密码都是 ${DEMO_PASSWORD}，登录名：`)
    for (const [login, words] of DEMO_LOG_INS) print(`  ${login.padEnd(16)} ${words}`)
    stopOnSignals(server.stop)
    return undefined
  },
}
