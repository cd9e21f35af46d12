import type { Schema } from '#platform/db.ts'
import type { Checkpoint } from '../../domain/checkpoint-line.ts'
import { type NotedCheckpoint, appendCheckpoint, makeCheckpointFolder, readCheckpoints } from './checkpoint-file.ts'
import type { Signer } from './signer.ts'

type Options = {
  readonly schema: Schema
  readonly signer: Signer
  readonly files: readonly [string, ...string[]]
  readonly onError: (error: Error) => void
}

/**
 * Signed checkpoints in our own file and in each copy. A copy that can't be written is told once, and once more after it could be: the
 * others go on without it.
 */
export function checkpointNotes({ schema, signer, files, onError }: Options) {
  const [own, ...copies] = files
  const away = new Set<string>()
  const copyTo = async (file: string, checkpoint: NotedCheckpoint) => {
    try {
      await appendCheckpoint(file, checkpoint)
      away.delete(file)
    } catch (error) {
      if (!away.has(file)) onError(new Error(`存照写不到外部文件夹，请检查磁盘或共享是否已挂载：${file}`, { cause: error }))
      away.add(file)
    }
  }
  return {
    /** Looks whether the database still has what was noted last; answers the last moment of which we know. */
    open: async (chainAt: (seq: string) => Promise<string | undefined>): Promise<Date | undefined> => {
      await makeCheckpointFolder(own)
      const last = (await Promise.all(files.map((file) => readCheckpoints(file, schema).catch(() => undefined)))).flatMap(
        (file) => file?.lines.at(-1)?.checkpoint ?? [],
      )
      for (const { seq, chain } of last)
        if ((await chainAt(seq)) !== chain)
          onError(new Error(`办理记录与第 ${seq} 环的存照不符：数据库被换成旧的或被改写。请停止使用，运行 bihuan verify`))
      const moments = last.map(({ at }) => Date.parse(at))
      return moments.length === 0 ? undefined : new Date(Math.max(...moments))
    },
    add: async ({ seq, chain }: Checkpoint, now: Date): Promise<void> => {
      const checkpoint = signer.signed({ district: schema, seq, chain, at: now.toISOString() })
      await appendCheckpoint(own, checkpoint)
      for (const file of copies) await copyTo(file, checkpoint)
    },
  }
}
