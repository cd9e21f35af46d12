import { ZipFile } from 'yazl'

/** The bytes of an archive once its last entry is written; call `end()` on the archive first. */
export async function zipBytes(zip: ZipFile): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.outputStream.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
    })
    zip.outputStream.on('end', resolve)
    zip.outputStream.on('error', reject)
  })
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/**
 * One .zip of several files, names in UTF-8, each stamped with the given instant.
 * @throws where a name is absolute, climbs out of the folder or stands twice.
 */
export async function zipFiles(files: readonly { readonly name: string; readonly bytes: Uint8Array }[], stamp: Date): Promise<Uint8Array> {
  const names = new Set(files.map((file) => file.name))
  if (names.size !== files.length) throw new Error('two files of one archive share a name')
  const zip = new ZipFile()
  // Spreadsheets are compressed already.
  for (const { name, bytes } of files)
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, { mtime: stamp, mode: 0o100644, compress: false })
  zip.end()
  return zipBytes(zip)
}
