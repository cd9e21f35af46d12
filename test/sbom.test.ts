import { expect, test } from 'vitest'
import { isPermissive, lookThrough } from '../scripts/sbom.mjs'

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['(MIT AND Zlib)', true],
  ['GPL-3.0-only', false],
  ['(MIT AND GPL-2.0-only)', false],
  ['LGPL-3.0-or-later', false],
  ['SEE LICENSE IN file', false],
  ['', false],
] as const)('许可证 %s：%s', (expression, allowed) => expect(isPermissive(expression)).toBe(allowed))

const component = (name: string, id?: string) => ({ name, version: '1.0.0', ...(id && { licenses: [{ license: { id } }] }) })
test('没有写明的、限制使用的不过；核对过的例外只对它自己和那一种许可证', () => {
  const found = lookThrough({
    components: [
      component('a', 'MIT'),
      component('b'),
      component('c', 'AGPL-3.0-only'),
      component('@img/sharp-libvips-linux-x64', 'LGPL-3.0-or-later'),
      component('@img/sharp-libvips-linux-arm64', 'GPL-3.0-only'),
      component('d', 'LGPL-3.0-or-later'),
    ],
  })
  expect(found.refused.map(({ name }) => name)).toEqual(['b', 'c', '@img/sharp-libvips-linux-arm64', 'd'])
  expect(found.tooMany).toBe(false)
  expect(lookThrough({ components: Array.from({ length: 151 }, (_, i) => component(`p${i}`, 'MIT')) }).tooMany).toBe(true)
})
