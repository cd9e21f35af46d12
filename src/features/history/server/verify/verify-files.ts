import { createReadStream } from 'node:fs'
import { sql } from 'kysely'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type Digest, digestOf, pathOfFile } from '#platform/files.ts'
import { type Finding, MAX_FINDINGS, aboutFile } from './finding.ts'

type Registered = { readonly id: string; readonly name: string; readonly hash: string; readonly bytes: number; readonly kind: string }

/** Every file that was ever taken in, those taken down among them: none is deleted. */
export const registeredFiles = (db: ReadDb) =>
  queryRows<Registered>(
    db,
    sql`select id, file_name as name, file_hash as hash, file_bytes as bytes, kind from evidence order by file_hash, id`,
  )

/**
 * Whether every registered file is on the disk, as long as registered and with the content whose hash it bears. Each is read once, in a stream;
 * outside any transaction, since it may take long.
 */
export async function unsoundFiles(folder: string, files: readonly Registered[]): Promise<Finding[]> {
  const findings: Finding[] = []
  let more = 0
  for (const [hash, rows] of Map.groupBy(files, (file) => file.hash)) {
    const found = await digestOf(createReadStream(pathOfFile(folder, hash))).catch(() => undefined)
    for (const { id, name, bytes } of rows) {
      const fault = faultOf(found, hash, bytes)
      if (fault === null) continue
      if (findings.length < MAX_FINDINGS)
        findings.push({ check: 'file', where: `evidence ${id}`, ...aboutFile(`「{name}」${fault}`, name) })
      else more += 1
    }
  }
  const rest = { check: 'file', where: 'evidence', message: `另有 ${more} 份材料的原件有同类问题` }
  return more === 0 ? findings : [...findings, rest]
}

function faultOf(found: Digest | undefined, hash: string, bytes: number): string | null {
  if (!found) return '的原件不在文件夹中，请用 bihuan restore 备份文件夹 --originals 从备份补回'
  if (found.bytes !== bytes) return `的原件是 ${found.bytes} 字节，登记的是 ${bytes} 字节：原件或登记被改动`
  return found.hash === hash ? null : '的原件内容与登记的校验码不符：原件被改动'
}
