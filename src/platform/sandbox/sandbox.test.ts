import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { newSandbox } from './sandbox.ts'

const sandboxed = (program: string, patienceMs: number) => {
  const script = join(mkdtempSync(join(inject('scratch'), 'sandbox-')), 'program.mjs')
  writeFileSync(script, program)
  return newSandbox({ script, patienceMs, residentBytes: 512 * 1024 * 1024, atOnce: 1 })
}
const lines: string[] = []
const onLine = (line: string) => void lines.push(line)
const run = (program: string, patienceMs: number) => sandboxed(program, patienceMs)({ args: [], stdin: '', onLine }, { person: '' })

test('一直在算的程序到时被结束', async () => {
  expect(await run('for (;;);', 500)).toEqual({ ok: false, why: 'time' })
})

test.runIf(process.platform === 'linux')('机器忙、程序没轮上时不算在内：等得再久，自己没算满就让它做完', async () => {
  expect(await run(`setTimeout(() => console.log('done'), 4500)`, 4000)).toEqual({ ok: true })
  expect(lines).toEqual(['done'])
})

test('什么也不做、也不结束的程序，三倍时间后被结束', async () => {
  expect(await run('setInterval(() => {}, 1000)', 500)).toEqual({ ok: false, why: 'time' })
})

test('一行行交出的话按行收到，程序在错误输出里说什么都不混进来', async () => {
  lines.length = 0
  expect(await run(`console.error('warning'); console.log('一'); console.log('二')`, 30_000)).toEqual({ ok: true })
  expect(lines).toEqual(['一', '二'])
})

test('占内存超过上限的被结束；自己出错的如实说', async () => {
  expect(await run(`const held = []; for (;;) held.push(Buffer.alloc(5e6, 1))`, 20_000)).toEqual({ ok: false, why: 'memory' })
  expect(await run('process.exit(3)', 30_000)).toEqual({ ok: false, why: 'failed' })
})

test('叫的人走了：正在做的立即结束，排队的不再开始', async () => {
  const gone = new AbortController()
  const loop = sandboxed('console.log("begun"); for (;;);', 60_000)
  const onBegun = () => gone.abort(new Error('走了'))
  const caller = { person: '甲', signal: gone.signal }
  const ends = [
    loop({ args: [], stdin: '', onLine: onBegun }, caller),
    loop({ args: [], stdin: '', onLine: onBegun }, { ...caller, person: '乙' }),
  ]
  expect(await Promise.allSettled(ends)).toMatchObject(ends.map(() => ({ status: 'rejected', reason: { message: '走了' } })))
})

test('文件当作标准输入交给程序', async () => {
  const file = join(mkdtempSync(join(inject('scratch'), 'sandbox-')), 'input')
  writeFileSync(file, '第一行\n')
  lines.length = 0
  const echo = sandboxed(`import { readFileSync } from 'node:fs'; console.log(readFileSync(0, 'utf8').trim())`, 30_000)
  expect(await echo({ args: [], stdin: { file }, onLine }, { person: '' })).toEqual({ ok: true })
  expect(lines).toEqual(['第一行'])
})
