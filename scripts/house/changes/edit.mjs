// Edits of a copy of the repository, each at a place that must be there: a change that no longer fits says so and nothing is counted.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MIGRATIONS = 'db/migrations/jurisdiction'

/** Puts `replacement` where `anchor` stands exactly once. */
export function replaceIn(root, file, anchor, replacement) {
  const text = readFileSync(join(root, file), 'utf8')
  const times = text.split(anchor).length - 1
  if (times !== 1) throw new Error(`${file}: stands ${times} times instead of once: ${anchor}`)
  writeFileSync(
    join(root, file),
    text.replace(anchor, () => replacement),
  )
}

/** A line before one that is there. */
export const lineBefore = (root, file, anchor, line) => replaceIn(root, file, anchor, `${line}\n${anchor}`)

export function addFile(root, file, text) {
  if (existsSync(join(root, file))) throw new Error(`${file}: there already`)
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

/** All files of a folder beside this one, at the places they have in it. */
export const addFiles = (root, folder) =>
  cpSync(fileURLToPath(new URL(folder, import.meta.url)), root, { recursive: true, errorOnExist: true, force: false })

/** The next migration of every district. */
export function addMigration(root, name, sql) {
  const last = Math.max(...readdirSync(join(root, MIGRATIONS)).map((file) => Number.parseInt(file, 10)))
  addFile(root, `${MIGRATIONS}/${String(last + 1).padStart(4, '0')}_${name}.sql`, sql)
}
