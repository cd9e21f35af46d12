import { inflateRawSync } from 'node:zlib'

/** What a reply holds in words, archives and archives in them unpacked. */
export function textsIn(bytes: Buffer): string {
  const texts = [bytes.toString('utf8')]
  const end = bytes.toString('latin1', 0, 2) === 'PK' ? bytes.lastIndexOf('PK\u0005\u0006') : -1
  let at = end === -1 ? 0 : bytes.readUInt32LE(end + 16)
  for (let left = end === -1 ? 0 : bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const body = bytes.subarray(start, start + size)
    texts.push(textsIn(method === 8 ? inflateRawSync(body) : body))
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return texts.join('\n')
}
