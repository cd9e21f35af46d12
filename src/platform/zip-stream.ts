import { type ReadStream, createReadStream } from 'node:fs'
import { ZipFile } from 'yazl'

/** What goes into an archive: bytes at hand, a file on disk of known size, or an empty folder. */
export type ZipPart =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly path: string; readonly size: number }
  | { readonly name: string; readonly folder: true }

/**
 * A .zip written while it is sent: one file of the disk open at a time, none whole in memory. Nothing is compressed (pictures and papers are
 * already), so the size is known before the first byte. A file that is gone or of another size meanwhile breaks the stream: no half archive passes
 * for a whole one. Names in UTF-8; @throws where one is absolute, climbs out of the folder or stands twice.
 */
export function zipStream(parts: readonly ZipPart[], stamp: Date): { readonly size: number; readonly bytes: AsyncIterable<Uint8Array> } {
  if (new Set(parts.map(({ name }) => name)).size !== parts.length) throw new Error('two parts of one archive share a name')
  const zip = new ZipFile()
  const output = zip.outputStream as NodeJS.ReadableStream & { destroy(error?: Error): void }
  zip.on('error', (error: Error) => output.destroy(error))
  const wanted = Promise.withResolvers<void>()
  let open: ReadStream | undefined
  for (const part of parts) {
    const options = { mtime: stamp, mode: 0o100644, compress: false }
    if ('folder' in part) zip.addEmptyDirectory(part.name, { mtime: stamp })
    else if ('bytes' in part)
      zip.addBuffer(Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength), part.name, options)
    else
      zip.addReadStreamLazy(part.name, { ...options, size: part.size }, (give) => {
        // no file is opened before somebody reads: a request that has gone leaves none open
        void wanted.promise.then(() => give(null, (open = createReadStream(part.path))))
      })
  }
  let size = -1
  // the package's types leave out what it gives to this callback
  zip.end({ forceZip64Format: false, comment: '' }, ((total: number) => void (size = total)) as () => void)
  if (size < 0) throw new Error('the size of the archive is not known')
  async function* chunks(): AsyncGenerator<Uint8Array> {
    wanted.resolve()
    try {
      for await (const chunk of output) yield chunk as Buffer
    } finally {
      open?.destroy()
    }
  }
  return { size, bytes: chunks() }
}
