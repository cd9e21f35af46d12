import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { openSecretBox, secretBoxOf } from './secret-box.ts'

const box = secretBoxOf(Buffer.alloc(32, 1))

test('封上的只有同一把钥匙、同一行才打得开，改任何一个字节都打不开', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, at) => {
      const sealed = box.seal(text, 'a 1')
      expect(box.open(sealed, 'a 1')).toBe(text)
      expect(box.open(sealed, 'a 2')).toBeUndefined()
      expect(secretBoxOf(Buffer.alloc(32, 2)).open(sealed, 'a 1')).toBeUndefined()
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at % changed.length) ^ 1, at % changed.length)
      expect(box.open(changed, 'a 1')).toBeUndefined()
    }),
    { numRuns: 50 },
  )
})

test('密钥随安装生成，只有本账号可读；有封存内容而没有密钥就不启动，也不另生成', () => {
  const folder = mkdtempSync(join(inject('scratch'), 'key-'))
  const file = join(folder, 'keys', 'complainants.key')
  const made = openSecretBox(folder, false)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(openSecretBox(folder, true).keyId).toBe(made.keyId)
  rmSync(file)
  expect(() => openSecretBox(folder, true)).toThrow(/没有密钥文件.*放回原处/su)
  expect(existsSync(file)).toBe(false)
})
