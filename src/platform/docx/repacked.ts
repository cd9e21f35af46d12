import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { collector, drain } from '../workbook/write/zip.ts'

const key = (name: string) => (name === '[Content_Types].xml' ? '' : name)

/** The same package with every part stamped by the given instant and in the order of names, the list of types first as readers expect it. */
export async function repacked(bytes: Uint8Array, stamp: Date): Promise<Uint8Array> {
  const from = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const parts: { readonly name: string; readonly bytes: Buffer }[] = []
  for await (const entry of from.eachEntry())
    parts.push({ name: entry.fileName, bytes: await buffer(await from.openReadStreamPromise(entry)) })
  const zip = new ZipFile()
  const options = { mtime: stamp, mode: 0o100644, forceDosTimestamp: true }
  for (const part of parts.toSorted((a, b) => (key(a.name) < key(b.name) ? -1 : 1))) zip.addBuffer(part.bytes, part.name, options)
  zip.end()
  const { sink, bytes: whole } = collector()
  await drain(zip, sink)
  return whole()
}
