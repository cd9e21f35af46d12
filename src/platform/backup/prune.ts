import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hashesIn } from '../files.ts'
import { type Manifest, backupsIn, nameOfBlob, readManifest } from './manifest.ts'
import type { Vault } from './vault.ts'

type Rule = { readonly root: string; readonly keepDays: number; readonly now: Date }
export type Pruned = { readonly backups: readonly string[]; readonly files: number }
const DAY_MS = 86_400_000

/**
 * Takes away what the nightly run made of this installation more than so many days ago; the newest whole backup always stays, and so does every other
 * one. Files go that no backup names any more: only where every manifest could be read and nothing else is at work in the folder.
 */
export async function prune({ root, keepDays, now }: Rule, newest: Manifest, vault: Vault): Promise<Pruned> {
  const manifests = new Map<string, Manifest | undefined>()
  for (const name of await backupsIn(root)) manifests.set(name, await readManifest(join(root, name), vault).catch(() => undefined))
  const oldest = now.getTime() - keepDays * DAY_MS
  const old = [...manifests].flatMap(([name, made]) => (made && isOurs(made, newest) && Date.parse(made.at) < oldest ? [name] : []))
  for (const name of old) {
    await rename(join(root, name), join(root, `${name}.part`)) // half taken away it must not look whole
    await rm(join(root, `${name}.part`), { recursive: true })
    manifests.delete(name)
  }
  const left = [...manifests.values()].filter((made) => made !== undefined)
  const isCertain = left.length === manifests.size && !(await readdir(root)).some((name) => name.endsWith('.part'))
  return { backups: old, files: old.length > 0 && isCertain ? await removeUnnamed(root, left) : 0 }
}

const isOurs = (made: Manifest, newest: Manifest) => made.by === 'nightly' && made.of === newest.of && made.at < newest.at

async function removeUnnamed(root: string, left: readonly Manifest[]): Promise<number> {
  const named = new Set(left.flatMap(({ files }) => files.map(({ hash }) => nameOfBlob(hash))))
  const hashes = await hashesIn(join(root, 'files')).catch(() => [])
  const unnamed = hashes.map(nameOfBlob).filter((name) => !named.has(name))
  for (const name of unnamed) await rm(join(root, name))
  return unnamed.length
}
