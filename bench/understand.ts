/**
 * What it costs to understand a ledger of N rows and ten columns, as .xlsx and as .csv: `node bench/understand.ts 10000`.
 * First by `bihuan recognise` in a process of its own, then by a server that shows the first page of the preview.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeWorkbook } from '#platform/workbook/write/write-workbook.ts'
import { type District, makeDistrict } from './district.ts'
import { childrenOf, cpuOf, cpuOfEnded, forgetPeak, loadAverage, peakMb, peakOfChildren } from './processes.ts'
import { type Program, startProduct } from './program.ts'

const HEADS = ['序号', '问题类别', '反馈问题', '整改目标', '整改措施', '整改时限', '责任单位', '责任人', '整改状态', '备注']
const TOWNS = ['海棠镇', '云汀街道', '柳岸镇', '石桥街道']
const UNITS = ['区住房和城乡建设局', '区水务局', '区城市管理局', '区农业农村局', '区自然资源局']
const at = (words: readonly string[], i: number) => words[i % words.length] ?? ''

const rowOf = (i: number): string[] => [
  String(i + 1),
  at(['水环境', '大气环境', '固体废物'], i),
  `${at(TOWNS, i)}第${i}号河段北侧堆放建筑垃圾约${i % 97}吨，未采取覆盖措施，雨天有污水流入河道，群众反映强烈。`,
  `垃圾清运完毕，河道水质达到${at(['Ⅲ', 'Ⅳ'], i)}类标准。`,
  `1. 立即清运堆存垃圾；2. 补种绿化；3. 建立巡查台账，每周巡查不少于${1 + (i % 3)}次。`,
  `2026年${1 + (i % 12)}月底前`,
  `${at(UNITS, i)}、${at(TOWNS, i)}`,
  `责任人${i % 40}`,
  at(['正在整改', '已完成整改', '未启动'], i),
  i % 7 === 0 ? '长期坚持' : '',
]

const count = Number(process.argv[2] ?? '10000')
const rows = Array.from({ length: count }, (_, i) => rowOf(i))
const launcher = fileURLToPath(new URL('../scripts/launch.mjs', import.meta.url))
const print = (figures: object) => void process.stdout.write(`${JSON.stringify(figures)}\n`)
const mb = (bytes: Buffer) => Number((bytes.length / 2 ** 20).toFixed(1))

async function filesOf(): Promise<Readonly<Record<'xlsx' | 'csv', Buffer>>> {
  const columns = HEADS.map((title) => ({ key: title, title, width: 12 }))
  const sheet = { name: '台账', title: '某区整改台账', note: '', columns, rows, paper: 'A3', landscape: true } as const
  return { xlsx: Buffer.from(await writeWorkbook([sheet])), csv: Buffer.from([HEADS, ...rows].map((row) => row.join(',')).join('\n')) }
}

/** The peaks of a command's process and of the children that read for it, looked at every 20 ms. CPU of all of them together. */
async function recognised(path: string) {
  const [began, used] = [performance.now(), cpuOfEnded(process.pid)]
  const child = spawn(process.execPath, [launcher, 'recognise', path], { stdio: ['ignore', 'ignore', 'inherit'] })
  const pid = child.pid ?? 0
  let [own, reader] = [0, 0]
  const look = setInterval(() => {
    own = Math.max(own, peakMb(pid))
    reader = Math.max(reader, ...childrenOf(pid).map(peakMb))
  }, 20)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearInterval(look)
  if (code !== 0) throw new Error(`recognise ended with ${code}`)
  return { wallMs: Math.round(performance.now() - began), cpuMs: cpuOfEnded(process.pid) - used, processMb: own, readerMb: reader }
}

/** From sending the file to the first page of what was understood, by a server that has understood nothing before or one file. */
async function previewed({ pid }: Program, { officer, sources }: District, name: string, bytes: Buffer) {
  forgetPeak(pid)
  const [serverMbBefore, used, began] = [peakMb(pid), cpuOf(pid), performance.now()]
  const { result, mb: readerMb } = await peakOfChildren(pid, async () => {
    const { id } = await officer.upload(`/intake?name=${encodeURIComponent(name)}`, bytes)
    await officer.post(`/intake/${String(id)}/choices`, { sourceId: sources[0]?.id })
    return (await officer.get(`/intake/${String(id)}`))['plan'] as { added: number }
  })
  if (result.added !== count) throw new Error(`${name}: ${count} rows, understood ${JSON.stringify(result)}`)
  const wallMs = Math.round(performance.now() - began)
  return { wallMs, serverCpuMs: cpuOf(pid) - used, serverMbBefore, serverMbPeak: peakMb(pid), readerMb }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-understand-'))
  try {
    const files = Object.entries(await filesOf())
    for (const [kind, bytes] of files) {
      const path = join(folder, `ledger.${kind}`)
      writeFileSync(path, bytes)
      print({ by: 'recognise', kind, rows: count, fileMb: mb(bytes), ...(await recognised(path)), load: loadAverage() })
    }
    const program = await startProduct(join(folder, 'data'), true)
    try {
      const district = await makeDistrict(program.url, /\d{4}-\d{4}-\d{4}/.exec(program.output)?.[0] ?? '')
      for (const [kind, bytes] of files)
        print({ by: 'preview', kind, rows: count, ...(await previewed(program, district, `台账.${kind}`, bytes)), load: loadAverage() })
    } finally {
      await program.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
