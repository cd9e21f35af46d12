import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, PDFName } from 'pdf-lib'
import sharp from 'sharp'
import { describe, expect, inject, test } from 'vitest'
import { ZipFile } from 'yazl'
import { buffer } from 'node:stream/consumers'
import { EVIDENCE_KINDS } from '#kernel/rooms/evidence.ts'
import { cleanName } from '../../domain/file-names.ts'
import { drawImage } from './image.ts'
import { type Inspected, type Limits, inspectFile } from './inspect.ts'
import { Unfit } from './unfit.ts'

const KIT = 'test/fixtures/evidence'
const LIMITS: Limits = { maxBytes: 40 * 1_048_576, kinds: EVIDENCE_KINDS }
type Case = { readonly file: string; readonly what: string; readonly action: string; readonly kind: string; readonly message: string }
const kit = JSON.parse(readFileSync(`${KIT}/expected.json`, 'utf8')) as Case[]

const nobody = { person: '' }
const onDisk = (bytes: Buffer): string => {
  const path = join(mkdtempSync(join(inject('scratch'), 'inspect-')), 'file')
  writeFileSync(path, bytes)
  return path
}
const inspect = (bytes: Buffer, name: string, limits = LIMITS): Promise<Inspected | Unfit> =>
  inspectFile({ path: onDisk(bytes), bytes: bytes.length, name }, limits, nobody).catch((error: unknown) => {
    if (error instanceof Unfit) return error
    throw error
  })
const refusal = async (bytes: Buffer, name: string, limits = LIMITS) => {
  const inspection = await inspect(bytes, name, limits)
  return inspection instanceof Unfit ? [inspection.kind, inspection.message] : [`kept: ${inspection.kind}`, '']
}

describe('恶意文件库', () => {
  test('一个不少', () => expect(kit.length).toBeGreaterThanOrEqual(20))

  test.each(kit)('$file：$what', async ({ file, action, kind, message }) => {
    const bytes = readFileSync(`${KIT}/${file}`)
    const inspection = await inspect(bytes, file)
    if (action === 'accept') {
      expect(inspection).not.toBeInstanceOf(Unfit)
      const drawn = await drawImage(onDisk(bytes), 'screen', nobody)
      expect(await sharp(drawn).metadata()).toMatchObject({ format: 'webp' })
      expect((await sharp(drawn).metadata()).exif).toBeUndefined()
      expect(drawn.includes('PK\u0003\u0004') || drawn.includes('<?php')).toBe(false)
      return
    }
    expect(inspection).toBeInstanceOf(Unfit)
    if (inspection instanceof Unfit) {
      expect(inspection.kind).toBe(kind)
      // the same beginning of the sentence; ours goes on with the remedy
      expect(inspection.message).toContain(message.split('，')[0] ?? message)
    }
  })
})

const zipOf = async (files: Readonly<Record<string, string | Buffer>>) => {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream)
}
const TYPES = (main: string) => `<Types><Override PartName="/m.xml" ContentType="${main}+xml"/></Types>`
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main'
const relation = (type: string, mode = 'External') =>
  `<Relationships><Relationship Id="r" Type="http://x/relationships/${type}" Target="http://elsewhere.invalid/t" TargetMode="${mode}"/></Relationships>`
const docx = (more: Readonly<Record<string, string | Buffer>> = {}) =>
  zipOf({ '[Content_Types].xml': TYPES(WORD), 'word/document.xml': '<a/>', ...more })

const photo = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#7a9' } })

const ole = (...names: string[]) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), ...names.map((name) => Buffer.from(name, 'utf16le'))])

const ftyp = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0${brand}mp42`)])

describe('按内容识别', () => {
  test('照片：宽高按拍摄方向，拍摄时间取北京时间，除非相机写明时差', async () => {
    const photoWith = async (exif: Record<string, string>) =>
      photo()
        .withExif({ IFD0: { Orientation: '6' }, IFD2: exif })
        .jpeg()
        .toBuffer()
    const local = await inspect(await photoWith({ DateTimeOriginal: '2026:11:20 08:30:00' }), '现场.JPG')
    expect(local).toMatchObject({
      name: '现场.JPG',
      kind: 'image',
      mediaType: 'image/jpeg',
      takenAt: new Date('2026-11-20T08:30:00+08:00'),
    })
    const offset = await inspect(await photoWith({ DateTimeOriginal: '2026:11:20 08:30:00', OffsetTimeOriginal: '+09:00' }), 'a.jpg')
    expect(offset).toMatchObject({ takenAt: new Date('2026-11-20T08:30:00+09:00') })
    expect(await inspect(await photo().withMetadata({ orientation: 6 }).jpeg().toBuffer(), 'a.jpg')).toMatchObject({
      width: 40,
      height: 60,
      takenAt: null,
    })
  })

  test('没传完的照片不收', async () => {
    const whole = await photo(600, 400).jpeg().toBuffer()
    expect(await refusal(whole.subarray(0, whole.length - 400), 'a.jpg')).toEqual(['IMAGE_BROKEN', expect.stringContaining('重新拍摄')])
  })

  test('PDF 数页数；名称用转义写的脚本也认得', async () => {
    const pdf = await PDFDocument.create()
    pdf.addPage()
    pdf.addPage()
    expect(await inspect(Buffer.from(await pdf.save()), '方案.pdf')).toMatchObject({ kind: 'pdf', pages: 2 })
    pdf.catalog.set(PDFName.of('OpenAction'), pdf.context.obj({ S: 'JavaScript' }))
    expect(await refusal(Buffer.from(await pdf.save({ useObjectStreams: true })), '方案.pdf')).toEqual([
      'PDF_ACTIVE',
      expect.stringContaining('脚本'),
    ])
    const hidden = readFileSync(`${KIT}/g14-pdf-javascript.pdf`, 'latin1').replace('/S/JavaScript/JS', '/S/J#61vaScript/J#53')
    expect((await refusal(Buffer.from(hidden, 'latin1'), 'a.pdf'))[0]).toBe('PDF_ACTIVE')
    expect((await refusal(Buffer.from('%PDF-1.7 nothing'), 'a.pdf'))[0]).toBe('PDF_BROKEN')
  })

  test('文档、表格各归其类；外部模板、外部对象、嵌入程序、宏都不收，普通超链接可以', async () => {
    expect(await inspect(await docx(), '说明.docx')).toMatchObject({ kind: 'document', pages: null })
    expect(await inspect(await zipOf({ '[Content_Types].xml': TYPES(EXCEL) }), '表.xlsx')).toMatchObject({ kind: 'sheet' })
    expect(await inspect(await docx({ 'word/_rels/document.xml.rels': relation('hyperlink') }), 'a.docx')).toMatchObject({
      kind: 'document',
    })
    expect((await refusal(await docx({ 'word/_rels/document.xml.rels': relation('oleObject') }), 'a.docx'))[0]).toBe('EXTERNAL_CONNECTION')
    expect((await refusal(await docx({ 'word/embeddings/oleObject1.bin': 'x' }), 'a.docx'))[0]).toBe('EMBEDDED_OBJECT')
    expect((await refusal(await docx({ 'word/vbaProject.bin': 'x' }), 'a.docx'))[0]).toBe('MACRO')
    expect((await refusal(await docx(), 'a.xlsx'))[0]).toBe('TYPE_MISMATCH')
    expect((await refusal(await docx(), 'a.zip'))[0]).toBe('TYPE_MISMATCH')
  })

  test('压缩包：照片包可以，换了名字的内层压缩包、程序、解压炸弹不收', async () => {
    const jpeg = await photo().jpeg().toBuffer()
    expect(await inspect(await zipOf({ '整改照片/1.jpg': jpeg, '说明.docx': await docx() }), '照片.zip')).toMatchObject({ kind: 'archive' })
    expect((await refusal(await zipOf({ 'a.jpg': await zipOf({ b: 'c' }) }), 'a.zip'))[0]).toBe('ARCHIVE_NESTED')
    expect((await refusal(await zipOf({ '安装.exe': 'MZ' }), 'a.zip'))[0]).toBe('ARCHIVE_PROGRAM')
    expect(
      (await refusal(await zipOf(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}`, Buffer.alloc(50_000_000)]))), 'a.zip'))[0],
    ).toBe('ZIP_BOMB')
  })

  test('旧版文档按内部结构识别，含宏、加密的不收', async () => {
    expect(await inspect(ole('WordDocument'), '旧.wps')).toMatchObject({ kind: 'document' })
    expect(await inspect(ole('Workbook'), '旧.et')).toMatchObject({ kind: 'sheet' })
    expect((await refusal(ole('WordDocument', '_VBA_PROJECT'), 'a.doc'))[0]).toBe('MACRO')
    expect((await refusal(ole('EncryptedPackage'), 'a.docx'))[0]).toBe('ENCRYPTED')
    expect((await refusal(ole('Workbook'), 'a.doc'))[0]).toBe('TYPE_MISMATCH')
  })

  test('视频按内容；HEIC 说明怎么办，改了扩展名也认得', async () => {
    expect(await inspect(ftyp('isom'), '现场.mp4')).toMatchObject({ kind: 'video', mediaType: 'video/mp4' })
    expect(await inspect(ftyp('qt  '), '现场.mov')).toMatchObject({ kind: 'video', mediaType: 'video/quicktime' })
    expect(await refusal(ftyp('heic'), 'IMG_1.heic')).toEqual(['TYPE_NOT_ALLOWED', expect.stringContaining('兼容性最佳')])
    expect(await refusal(ftyp('heic'), 'IMG_1.jpg')).toEqual(['TYPE_MISMATCH', expect.stringContaining('兼容性最佳')])
    expect(await refusal(Buffer.from('Rar!\u001a\u0007\u0000xxxx', 'latin1'), 'a.rar')).toEqual([
      'TYPE_NOT_ALLOWED',
      expect.stringContaining('.zip'),
    ])
  })

  test('设置不收的类型、超过上限的大小，说明上限', async () => {
    const jpeg = await photo().jpeg().toBuffer()
    expect(await refusal(jpeg, 'a.jpg', { ...LIMITS, kinds: ['pdf'] })).toEqual(['TYPE_NOT_ALLOWED', '本地设置不收图片；可上传PDF 文件'])
    expect(await refusal(Buffer.alloc(2_097_152), 'a.jpg', { ...LIMITS, maxBytes: 1_048_576 })).toEqual([
      'FILE_TOO_LARGE',
      '文件 2.0 MB，超过上限 1 MB；请压缩或拆分后再上传',
    ])
  })
})

type Named = { readonly id: string; readonly name: string; readonly expect: string }
describe('文件名', () => {
  const names = JSON.parse(readFileSync(`${KIT}/filenames.json`, 'utf8')) as Named[]
  test.each(names.filter((one) => one.expect.includes('reject')))('$id：$expect', async ({ name, expect: wanted }) => {
    const pdf = await PDFDocument.create()
    pdf.addPage()
    const [kind] = await refusal(Buffer.from(await pdf.save()), name)
    expect(kind).toBe(/reject (\w+)/u.exec(wanted)?.[1])
  })

  const SHOWN_AS: Readonly<Record<string, string>> = {
    N01: 'passwd',
    N02: 'win.ini',
    N03: 'passwd',
    N04: '证据.pdf',
    N08: '证据.pdf',
    N09: '证据.pdf',
    N20: '𠮷野家油烟.pdf',
    N22: 'é.pdf',
    N25: '证据.PDF',
    N30: 'b.pdf',
  }
  test('其余显示为安全的名字，扩展名不丢', async () => {
    for (const { id, name } of names.filter((one) => !one.expect.includes('reject') && one.id !== 'N21')) {
      const cleaned = cleanName(name)
      if (!cleaned.ok) throw new Error(`${id}: ${cleaned.fault.message}`)
      expect(Buffer.byteLength(cleaned.name), id).toBeLessThanOrEqual(200)
      expect(cleaned.name, id).not.toMatch(/[/\\]|\ufffd/u)
      if (SHOWN_AS[id] !== undefined) expect(cleaned.name, id).toBe(SHOWN_AS[id])
      else expect(cleaned.name, id).toMatch(/\.pdf$/u)
    }
    const pdf = await PDFDocument.create()
    pdf.addPage()
    const bytes = Buffer.from(await pdf.save())
    expect(await inspect(bytes, '../../../etc/passwd')).toMatchObject({ name: 'passwd.pdf' })
    expect(await inspect(bytes, '..\\..\\windows\\win.ini')).toMatchObject({ name: 'win.ini.pdf' })
    expect(await inspect(await photo().jpeg().toBuffer(), '图\u200b片.jpg')).toMatchObject({ name: '图片.jpg' })
  })
})
