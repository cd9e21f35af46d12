import { appendFile, mkdir, open, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A line of a checkpoint file. Older programs wrote them without key and signature. */
export type NotedCheckpoint = {
  readonly district: string
  readonly seq: string
  readonly chain: string
  readonly at: string
  /** The fingerprint of the key that signed it. */
  readonly key?: string
  readonly signature?: string
}
type NotedLine = { readonly line: number; readonly checkpoint: NotedCheckpoint }
/** What a checkpoint file holds: its lines, those that say nothing, and those that a crash left half written. */
export type CheckpointFile = {
  readonly path: string
  readonly lines: readonly NotedLine[]
  readonly broken: readonly number[]
  readonly unfinished: readonly number[]
}

export const checkpointFileIn = (folder: string) => join(folder, 'checkpoints.jsonl')
/** The same beside other things, in a folder on another disk. */
export const copyFileIn = (folder: string) => join(folder, 'bihuan-checkpoints.jsonl')
/** Folders, away from the data, to which every checkpoint goes as well: BIHUAN_CHECKPOINTS, several with ':' between. */
export const copyFolders = (setting = process.env['BIHUAN_CHECKPOINTS']) => (setting ?? '').split(':').filter(Boolean)

/** Reads a checkpoint file; undefined: there is none. */
export async function readCheckpoints(path: string, district: string): Promise<CheckpointFile | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const lines: NotedLine[] = []
  const broken: number[] = []
  const unfinished: number[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line === '') continue
    const checkpoint = checkpointIn(line)
    if (!checkpoint) (isBegun(line) ? unfinished : broken).push(i + 1)
    else if (checkpoint.district === district) lines.push({ line: i + 1, checkpoint })
  }
  return { path, lines, broken, unfinished }
}

function checkpointIn(line: string): NotedCheckpoint | undefined {
  try {
    const found = JSON.parse(line) as Partial<NotedCheckpoint>
    const { district, seq, chain, at } = found
    if (typeof district !== 'string' || typeof chain !== 'string' || typeof at !== 'string') return undefined
    return typeof seq === 'string' && /^\d{1,18}$/.test(seq) && !Number.isNaN(Date.parse(at)) ? (found as NotedCheckpoint) : undefined
  } catch {
    return undefined
  }
}

/** A line as we write it, without its end: the machine stopped while it was written. */
const BEGINNING = '{"district":"'
const isBegun = (line: string) => !line.endsWith('}') && (line.startsWith(BEGINNING) || BEGINNING.startsWith(line))

/** Puts a checkpoint at the end of a file, on the disk when this returns. What a crash left half written stays on a line of its own. */
export async function appendCheckpoint(path: string, checkpoint: NotedCheckpoint): Promise<void> {
  const lead = (await endsOpen(path)) ? '\n' : ''
  await appendFile(path, `${lead}${JSON.stringify(checkpoint)}\n`, { flush: true, mode: 0o644 })
}

/** Our own file may be the first thing in its folder; a folder for copies must be there, or its disk is not. */
export const makeCheckpointFolder = (path: string) => mkdir(dirname(path), { recursive: true })

async function endsOpen(path: string): Promise<boolean> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  if (size === 0) return false
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
    return buffer[0] !== 0x0a
  } finally {
    await file.close()
  }
}
