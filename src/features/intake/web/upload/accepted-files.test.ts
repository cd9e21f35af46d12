import { expect, test } from 'vitest'
import { PASTED_NAME, fileOfBlock, isBlock, refusalOf } from './accepted-files.ts'

test('上传前就能说的：不是表格、空文件、超过 40 MB；其余交服务器判断', () => {
  expect(refusalOf({ name: '台账.xlsx', size: 10 })).toBeUndefined()
  expect(refusalOf({ name: '台账.XLSX', size: 40 * 1_048_576 })).toBeUndefined()
  expect(refusalOf({ name: '旧台账.et', size: 10 })).toBeUndefined()
  expect(refusalOf({ name: '台账.xlsx', size: 40 * 1_048_576 + 1 })).toMatch(/超过 40 MB/u)
  expect(refusalOf({ name: '台账.csv', size: 0 })).toMatch(/空的/u)
  for (const name of ['旧台账.xls', '方案.docx', '方案.doc', '方案.wps', '公示.PDF'])
    expect(refusalOf({ name, size: 10 }), name).toBeUndefined()
  expect(refusalOf({ name: '现场.jpg', size: 10 })).toMatch(/不是表格文件/u)
  expect(refusalOf({ name: 'xlsx', size: 10 })).toMatch(/不是表格文件/u)
})

test('只有成块的单元格才算粘贴，一个词不算', () => {
  expect(isBlock('序号\t问题')).toBe(true)
  expect(isBlock('问题\n甲')).toBe(true)
  expect(isBlock('一句话\n')).toBe(false)
  expect(isBlock('')).toBe(false)
})

test('粘贴内容成为带编码标记的文本文件，一个字不差', async () => {
  const file = fileOfBlock('序号\t问题\r\n1\t"两行\n内容"')
  expect(file.name).toBe(PASTED_NAME)
  const bytes = new Uint8Array(await file.arrayBuffer())
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder().decode(bytes)).toBe('序号\t问题\r\n1\t"两行\n内容"')
})
