import { closeSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { urlOn } from '#platform/db.ts'
import { createDatabase } from '#platform/migrate.ts'
import { reportFigure } from '#test/proofs/figures.ts'
import { smallDisk } from '#test/small-disk.ts'
import { type Done, act, lostOf, problemsIn } from './acts.ts'
import { type District, setUp } from './district.ts'
import { bihuan, ownFolder, postmasterOf, serve } from './installation.ts'
import { wayToDatabase } from './proxy.ts'

/** The first answer with success; at most a minute is waited for it. Answers how long it took. */
async function untilWell(url: string, district: District): Promise<{ ms: number; done: Done }> {
  const began = performance.now()
  const done = await vi.waitFor(
    async () => {
      const one = await act(url, district)
      expect(one.status).toBe(200)
      return one
    },
    { timeout: 60_000, interval: 50 },
  )
  return { ms: Math.round(performance.now() - began), done }
}
async function timed<T>(work: Promise<T>): Promise<{ ms: number; value: T }> {
  const began = performance.now()
  const value = await work
  return { ms: Math.round(performance.now() - began), value }
}

/** A data folder of our own, which ends with the test. */
function folderOfTest(name: string): string {
  const { data, end } = ownFolder(name)
  onTestFinished(end)
  return data
}

const processesOf = (data: string): number[] => {
  const postmaster = postmasterOf(data)
  const children = readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/u.test(pid)) return false
    try {
      return (
        readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /u, '')
          .split(' ')[1] === String(postmaster)
      )
    } catch {
      return false // gone meanwhile
    }
  })
  return [postmaster, ...children.map(Number)]
}

test('数据库所在的卷写满：办理答 507 或 503，查询照常；腾出空间后恢复，应答过的都在，核对一致', async ({ skip }) => {
  const data = folderOfTest('full')
  skip(!smallDisk(data, '400m'), 'no right to mount a small disk')
  const server = await serve(data, { first: true })
  const district = await setUp(data, server)
  const done: Done[] = [await act(server.url, district)]
  const filler = join(data, 'filler')
  const file = openSync(filler, 'w')
  const fill = () => {
    for (let size = 1_048_576; size >= 4096; size /= 2)
      try {
        for (;;) writeSync(file, Buffer.alloc(size))
      } catch {
        // full for pieces of this size
      }
  }
  // What the database has set aside for itself is used up first.
  for (let n = 0; n < 3000 && (done.at(-1)?.status ?? 0) === 200; n += 1) {
    fill()
    done.push(await act(server.url, district))
  }
  closeSync(file)
  const refused = done.at(-1)?.status
  const listed = await fetch(`${server.url}/api/problems?page=1`, { headers: { cookie: district.officers[0] } }).then(
    ({ status }) => status,
  )
  rmSync(filler)
  const { ms, done: well } = await untilWell(server.url, district)
  done.push(well)
  const lost = lostOf(done, await problemsIn(data))
  await server.stop()
  expect((await bihuan('verify', '--data', data)).printed).toContain('核对一致')
  const isMet = [507, 503].includes(refused ?? 0) && lost.length === 0
  reportFigure('full-database', `办理答 ${refused ?? '断开'}，查询答 ${listed}，腾出空间后 ${ms} 毫秒恢复，丢失 ${lost.length} 件`, isMet)
})

test('数据库进程冻结：放弃等待并答 503，解冻后恢复；数据库被杀：自动重启，应答过的都在', async () => {
  const data = folderOfTest('frozen')
  const server = await serve(data, { first: true })
  const district = await setUp(data, server)
  const done: Done[] = [await act(server.url, district)]
  const frozen = processesOf(data)
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  const { ms, value: during } = await timed(Promise.all(Array.from({ length: 20 }, () => act(server.url, district))))
  for (const pid of frozen) process.kill(pid, 'SIGCONT')
  const thawed = await untilWell(server.url, district)
  const isGivenUp = ms < 80_000 && during.every(({ status }) => status === 503)
  done.push(...during, thawed.done)
  reportFigure(
    'frozen-database',
    `20 个请求全部在 ${ms} 毫秒内答 ${[...new Set(during.map(({ status }) => status))].join('、')}，解冻后 ${thawed.ms} 毫秒恢复`,
    isGivenUp,
  )

  // Several at once: some meet a connection that has just fallen, some one that was taken out before. The fifth death in a minute is final.
  const fallen: Done[] = []
  let slowest = 0
  for (let n = 0; n < 3; n += 1) {
    process.kill(postmasterOf(data), 'SIGKILL')
    fallen.push(...(await Promise.all(Array.from({ length: 6 }, () => act(server.url, district)))))
    const back = await untilWell(server.url, district)
    slowest = Math.max(slowest, back.ms)
    done.push(back.done)
  }
  done.push(...fallen)
  const lost = lostOf(done, await problemsIn(data))
  await server.stop()
  expect((await bihuan('verify', '--data', data)).printed).toContain('核对一致')
  const statuses = [...new Set(fallen.map(({ status }) => status))]
  const isMet = statuses.every((status) => [200, 503].includes(status ?? 0)) && lost.length === 0
  reportFigure(
    'dead-database',
    `被杀 3 次，当时的 ${fallen.length} 个请求答 ${statuses.join('、')}，最迟 ${slowest} 毫秒恢复，丢失 ${lost.length} 件`,
    isMet,
  )
})

test('到数据库的网络迟缓、不通、一再断开：迟缓时照办，不通时答 503，断开一百次后照常', async () => {
  const LATE_MS = 200
  const way = await wayToDatabase(LATE_MS)
  const name = `way_${process.pid}`
  await createDatabase(inject('socketDir'), name)
  const data = folderOfTest('way')
  const server = await serve(data, { first: true, env: { DATABASE_URL: urlOn(way.folder, name) } })
  onTestFinished(async () => {
    await server.stop()
    way.close()
  })
  const at = { url: urlOn(inject('socketDir'), name, 'postgres') }
  const district = await setUp(at, server)
  way.be('late')
  const late = await timed(act(server.url, district))
  way.be('nothing')
  const silent = await timed(act(server.url, district))
  way.be('carries')
  const back = await untilWell(server.url, district)
  const done: Done[] = [late.value, silent.value, back.done]
  for (let cut = 0; cut < 100; cut += 1) {
    const underWay = act(server.url, district)
    way.cut()
    done.push(await underWay)
  }
  const after = await untilWell(server.url, district)
  done.push(after.done)
  const strange = done.filter(({ status }) => status !== 200 && status !== 503)
  const lost = lostOf(done, await problemsIn(at))
  const isMet = late.value.status === 200 && silent.value.status === 503 && strange.length === 0 && lost.length === 0
  reportFigure(
    'way-to-database',
    `每次应答迟 ${LATE_MS} 毫秒时 ${late.ms} 毫秒办成；不通时 ${silent.ms} 毫秒答 ${silent.value.status ?? '断开'}，恢复用 ${back.ms} 毫秒；断开 100 次后 ${after.ms} 毫秒恢复，丢失 ${lost.length} 件`,
    isMet,
  )
})
