import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, asyncProperty, constantFrom, nat, oneof } from 'fast-check'
import { expect, inject, test } from 'vitest'
import { openVault } from './vault.ts'

const folder = mkdtempSync(join(inject('scratch'), 'vault-'))
const passphrase = (text: string) => {
  const file = join(folder, `${text}.txt`)
  writeFileSync(file, `${text}\n`)
  return file
}
const RIGHT = passphrase('correct horse battery')
const vault = openVault(folder, RIGHT, { make: true })

async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}
/** In pieces of any size, as a disk or a socket hands them over. */
async function* inPieces(bytes: Buffer, size: number): AsyncIterable<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

const MB = 1_048_576
const sizes = oneof(constantFrom(0, 1, MB - 1, MB, MB + 1, 2 * MB, 2 * MB + 17), nat({ max: 3000 }))

test('封了再开是原样，大小可以算出；换名、截断、改一个字节都打不开', async () => {
  await assert(
    asyncProperty(sizes, constantFrom(7001, 65_536, 3 * MB), nat(), async (size, step, where) => {
      const bytes = Buffer.alloc(size, 'bihuan')
      const sealed = await all(vault.close('a')(inPieces(bytes, step)))
      expect(sealed.length).toBe(vault.sizeOf(size))
      expect((await all(vault.open('a')(inPieces(sealed, step)))).equals(bytes)).toBe(true)
      await expect(all(vault.open('b')(inPieces(sealed, step)))).rejects.toThrow()
      await expect(all(vault.open('a')(inPieces(sealed.subarray(0, -1), step)))).rejects.toThrow()
      const at = where % sealed.length
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      await expect(all(vault.open('a')(inPieces(changed, step)))).rejects.toThrow()
    }),
    { numRuns: 12 },
  )
})

test('整块截掉也打不开', async () => {
  const sealed = await all(vault.close('a')(inPieces(Buffer.alloc(2 * MB), MB)))
  await expect(all(vault.open('a')(inPieces(sealed.subarray(0, 32 + MB + 16), MB)))).rejects.toThrow()
})

test('口令不对、没给口令、口令太短都拒绝', () => {
  expect(() => openVault(folder, passphrase('another passphrase'), { make: false })).toThrow('口令不对')
  expect(() => openVault(folder, undefined, { make: false })).toThrow('加密')
  expect(() => openVault(folder, passphrase('short'), { make: false })).toThrow('太短')
})
