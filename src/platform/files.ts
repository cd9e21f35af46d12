import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where a file of this hash stands. */
export const pathOfFile = (folder: string, hash: string) => join(folder, hash.slice(0, 2), hash)

/** Keeps bytes under their SHA-256: written, synced, then renamed, so that a file of that name is always whole. */
export async function keepFile(folder: string, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const path = pathOfFile(folder, hash)
  if (await stat(path).catch(() => undefined)) return hash
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}.part`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  const parent = await open(dirname(path), 'r')
  try {
    await parent.sync() // the name, too, must survive a power cut
  } finally {
    await parent.close()
  }
  return hash
}
