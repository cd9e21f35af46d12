import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { openDraft } from '#platform/files.ts'
import { closeoutStage } from '#test/closeout/closeout-stage-fixture.ts'
import { expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'

type Stage = Awaited<ReturnType<typeof closeoutStage>>
const HOSTILE = [
  '../../etc/passwd',
  'CON',
  `${'很长的名字'.repeat(40)}.jpg`,
  '同名.jpg',
  '同名.jpg',
  'a\u202egpj.exe',
  '.',
  '甲/乙\\丙:*?"<>|.pdf',
]

/** A file of ten bytes that is really on disk, under the name given. */
async function onDisk(s: Stage, id: MatterId, name: string, n: number): Promise<string> {
  const salt = `file-${String(n).padStart(5, '0')}`
  const draft = await openDraft(s.files)
  await draft.write(Buffer.from(salt))
  await draft.keep()
  const evidence = await s.keep(id, 'proof', 'outsider', salt)
  // one second after the other, as files come
  await s.owner.query(
    "update district.evidence set file_name = $2, received_at = received_at - (60 - $3::int) * interval '1 second' where id = $1",
    [evidence, name, n],
  )
  return evidence
}

/** A problem brought to its filing with hostile file names; the closing opinion was recorded for the leader. */
async function closed() {
  const s = await closeoutStage()
  const id = s.ids[0] as MatterId
  const measures = await s.measures(id)
  for (const [n, name] of HOSTILE.entries()) {
    const stored = await onDisk(s, id, name, n)
    await s.link('outsider', id, measures[n % 2]?.id ?? '', stored)
  }
  for (const measure of measures) await s.report('outsider', id, measure.id)
  for (const { status } of await s.bringTo(id, 'filing')) expect(status).toBe(200)
  return { ...s, id }
}

async function unzipped(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes)
  const found = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry())
    found.set(entry.fileName, entry.fileName.endsWith('/') ? Buffer.alloc(0) : await buffer(await zip.openReadStreamPromise(entry)))
  return found
}
/** Words of a paper in the order they stand. */
async function wordsOf(docx: Buffer): Promise<string> {
  const xml = (await unzipped(docx)).get('word/document.xml')?.toString() ?? ''
  return xml.replaceAll('</w:p>', '\n').replaceAll(/<[^>]*>/g, '')
}
const paper = async (s: Stage, id: string, name: string) => {
  const { status, bytes } = await s.as('officer').get(`/matters/${id}/papers/${name}`)
  expect(status, name).toBe(200)
  return wordsOf(bytes)
}

/** What a person does after unpacking. */
function checkedByTool(parts: ReadonlyMap<string, Buffer>): void {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-dossier-'))
  try {
    for (const [name, part] of parts) {
      const path = join(folder, 'out', name)
      execFileSync('mkdir', ['-p', name.endsWith('/') ? path : join(path, '..')])
      if (!name.endsWith('/')) writeFileSync(path, part)
    }
    const check = () => execFileSync('sha256sum', ['-c', '--quiet', '校验清单.txt'], { cwd: join(folder, 'out'), stdio: 'pipe' })
    check()
    const [one = ''] = readdirSync(join(folder, 'out', '06 佐证材料'))
    const path = join(folder, 'out', '06 佐证材料', one)
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('x')]))
    expect(check).toThrow()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function allSafe(names: readonly string[]): void {
  for (const name of names) {
    const last = name.split('/').at(-1) ?? ''
    expect(name).not.toMatch(/\.\.|\\|^\//u)
    expect(Array.from(last).length).toBeLessThanOrEqual(100)
    expect(Buffer.byteLength(last)).toBeLessThanOrEqual(255)
  }
}

/** Every file is in the list of hashes with its hash, and in 目录. */
function listAddsUp(parts: ReadonlyMap<string, Buffer>, sheet: string): void {
  const checks = parts.get('校验清单.txt')?.toString() ?? ''
  const lines = checks.split('\n').filter((line) => line !== '')
  const files = [...parts.keys()].filter((name) => !name.endsWith('/') && name !== '校验清单.txt')
  expect(lines.map((line) => line.slice(66)).toSorted()).toEqual(files.toSorted())
  for (const line of lines) {
    const name = line.slice(66)
    const hash = createHash('sha256')
      .update(parts.get(name) ?? '')
      .digest('hex')
    expect(line).toBe(`${hash}  ${name}`)
    if (name !== '目录.xlsx') expect(sheet).toContain(hash)
  }
}

test('已销号问题的文书：事实都在纸上，作废的意见不打印，空着的留给手填', async () => {
  const s = await closed()
  const application = await paper(s, s.id, 'application')
  for (const fact of [
    '区改2026-0001',
    '清运全部垃圾',
    '垃圾已全部清运',
    '每月巡查',
    '2026年11月23日',
    '附件目录（佐证材料 9 件）',
    '佐证1、3、5、7',
  ])
    expect(application).toContain(fact)
  const approval = await paper(s, s.id, 'approval')
  for (const fact of ['leadHead甲', 'leader甲', '公示期间未收到异议', '2 人现场核查', '报市备案', '备案文号：'])
    expect(approval).toContain(fact)
  expect(await paper(s, s.id, 'verification?nth=1')).toContain('走访 3 户，均无异议')
  expect(await paper(s, s.id, 'verification')).toContain('□ 认可')
  expect(await paper(s, s.id, 'notice')).toContain('自2026年11月23日至2026年11月29日，共7个自然日')
  expect((await s.as('officer').get(`/matters/${s.id}/papers/verification?nth=2`)).status).toBe(404)
  expect((await s.as('officer').get(`/matters/${s.id}/papers/approval?cycle=2`)).status).toBe(404)
  await s.owner.query("update district.closeout_entry set voided_at = now(), void_reason = '事实已变' where step = 'unit'")
  expect(await paper(s, s.id, 'approval')).not.toContain('leadHead甲')
})

test('还没申请时：空表照样打印，问题、措施和佐证编号已填好', async () => {
  const s = await closeoutStage()
  const id = s.ids[0] as MatterId
  await s.prove(id)
  for (const name of ['application', 'measures', 'verification', 'notice', 'approval'])
    expect(await paper(s, id, name), name).toContain('清理海堤外侧建筑垃圾')
  const { json } = await s.as('officer').get(`/matters/${id}/papers`)
  const [{ papers, words }] = json['cycles'] as [{ words: string; papers: { paper: string; filled: boolean }[] }]
  expect(words).toBe('第1轮（尚未申请销号）')
  expect(papers.map(({ paper: name, filled }) => [name, filled])).toEqual([
    ['application', false],
    ['measures', true],
    ['verification', false],
    ['notice', false],
    ['approval', false],
  ])
})

test('一案一档：目录、字节、校验值对得上，缺失的原件写明，文件名安全；sha256sum -c 通过，动一个字节就不通过', async () => {
  const s = await closed()
  const { status, headers, bytes } = await s.as('officer').get(`/matters/${s.id}/dossier.zip`)
  expect(status).toBe(200)
  expect(Number(headers['content-length'])).toBe(bytes.length)
  const parts = await unzipped(bytes)
  const names = [...parts.keys()]
  allSafe(names)
  expect(names.filter((name) => name.startsWith('06 佐证材料/')).map((name) => name.split('/')[1])).toEqual([
    '001_etcpasswd',
    '002_CON',
    `003_${'很长的名字'.repeat(40).slice(0, 77)}.jpg`,
    '004_同名.jpg',
    '005_同名.jpg',
    '006_agpj.exe',
    '007_未命名',
    '008_甲乙丙.pdf',
  ])
  for (const made of [
    '02 销号申请表/销号申请表.docx',
    '09 现场核查验收/现场核查（验收）表.docx',
    '13 销号审批备案/销号审批（备案）表.docx',
    '11 公示/销号公示.docx',
  ])
    expect(names).toContain(made)
  // the photo of the verification is recorded, its bytes are not on disk
  const list = await unzipped(parts.get('目录.xlsx') ?? Buffer.alloc(0))
  const sheet = list.get('xl/worksheets/sheet1.xml')?.toString() ?? ''
  expect(sheet).toContain('原件缺失，未装入')
  listAddsUp(parts, sheet)
  checkedByTool(parts)
})

test('撤销后：上一轮的文书和原件在自己的文件夹里，措施按当时封存的打印', async () => {
  const s = await closed()
  expect(
    (await s.act('officer', s.id, 'revoke', { kind: 'rebound', reason: '现场又见堆放', dueOn: '2027-12-31', basis: '区整改专班通知' }))
      .status,
  ).toBe(200)
  const { json } = await s.as('officer').get(`/matters/${s.id}/papers`)
  expect((json['cycles'] as { words: string }[]).map(({ words }) => words)).toEqual([
    '第2轮（尚未申请销号）',
    '第1轮（2026年11月30日撤销：问题反弹）',
  ])
  const names = [...(await unzipped((await s.as('officer').get(`/matters/${s.id}/dossier.zip`)).bytes)).keys()]
  expect(names).toContain('历次销号/第1轮（2026年11月30日撤销）/13 销号审批备案/销号审批（备案）表.docx')
  expect(names.filter((name) => name.includes('/06 佐证材料/') && name.startsWith('历次'))).toHaveLength(8)
  expect(names).toContain('06 佐证材料/')
  const old = await paper(s, s.id, 'application?cycle=1')
  expect(old).toContain('佐证1、3、5、7')
  expect(old).toContain('2026年11月23日完成。已按方案完成')
  expect(await paper(s, s.id, 'application')).not.toContain('已按方案完成')
})

test('权限与问题本身一致：别的单位看不到，不办业务的人拒绝', async () => {
  const s = await closeoutStage()
  const id = s.ids[0] ?? ''
  for (const path of ['papers', 'papers/application', 'dossier.zip']) {
    expect((await s.as('outsider').get(`/matters/${id}/${path}`)).status, path).toBe(200)
    expect((await s.as('system_admin').get(`/matters/${id}/${path}`)).status, path).toBe(403)
  }
  await s.owner.query('delete from district.participant')
  for (const path of ['papers', 'papers/application', 'dossier.zip'])
    expect((await s.as('outsider').get(`/matters/${id}/${path}`)).status, path).toBe(404)
})
