import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { urlOn } from '#platform/db.ts'
import { startEmbedded } from '#platform/embedded/embedded.ts'
import { createDatabase, migrate } from '#platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    socketDir: string
    /** A folder for whatever tests write; gone when they end. */
    scratch: string
  }
}

/** One PostgreSQL per run with one migrated database, `template`, which every worker clones. */
export default async function startCluster({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-test-'))
  const server = await startEmbedded(folder, { durable: false })
  await createDatabase(server.socketDir, 'template')
  await migrate(urlOn(server.socketDir, 'template'))
  provide('socketDir', server.socketDir)
  const scratch = mkdtempSync(join(tmpdir(), 'bihuan-scratch-'))
  provide('scratch', scratch)
  return async () => {
    await server.stop()
    for (const made of [folder, scratch]) rmSync(made, { recursive: true, force: true })
  }
}
