import { ZipFile } from 'yazl'

/** Takes the bytes of a file as they are made; the next ones are made when it has taken these. */
export type Sink = (bytes: Uint8Array) => Promise<void>

/** Gives an archive away until its last entry is written; call `end()` on the archive first. */
export async function drain(zip: ZipFile, sink: Sink): Promise<void> {
  const output = zip.outputStream as NodeJS.ReadableStream & { destroy(error?: Error): void }
  zip.on('error', (error: Error) => output.destroy(error))
  for await (const chunk of output) await sink(chunk as Buffer)
}

/** A sink that keeps everything, for what is small or has nowhere else to go. */
export function collector(): { readonly sink: Sink; readonly bytes: () => Uint8Array<ArrayBuffer> } {
  const chunks: Uint8Array[] = []
  const sink: Sink = async (chunk) => void chunks.push(chunk)
  return { sink, bytes: () => new Uint8Array(Buffer.concat(chunks)) }
}

/**
 * One .zip of several files, names in UTF-8, each stamped with the given instant.
 * @throws where a name is absolute, climbs out of the folder or stands twice.
 */
export async function zipFiles(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  stamp: Date,
  sink: Sink,
): Promise<void> {
  const names = new Set(files.map((file) => file.name))
  if (names.size !== files.length) throw new Error('two files of one archive share a name')
  const zip = new ZipFile()
  // Spreadsheets are compressed already.
  for (const { name, bytes } of files)
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, { mtime: stamp, mode: 0o100644, compress: false })
  zip.end()
  await drain(zip, sink)
}
