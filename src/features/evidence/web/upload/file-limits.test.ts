import { expect, test } from 'vitest'
import { type Limits, refusalOf } from './file-limits.ts'

const limits: Limits = { maxBytes: 1_048_576, kinds: ['image', 'pdf'] }
test.each([
  ['a.jpg', 10, undefined],
  ['A.JPG', 10, undefined],
  ['没有扩展名', 10, undefined],
  ['a.jpg', 0, '空'],
  ['a.jpg', 2_097_152, '2.0 MB，超过上限 1 MB'],
  ['IMG.HEIC', 10, '兼容性最佳'],
  ['a.exe', 10, '不支持 .exe'],
  ['a.docx', 10, '不收 .docx'],
])('上传之前就说：%s（%i 字节）', (name, size, why) => {
  const refusal = refusalOf({ name, size }, limits)
  if (why === undefined) expect(refusal).toBeUndefined()
  else expect(refusal).toContain(why)
})
