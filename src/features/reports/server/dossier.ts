import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { pathOfFile } from '#platform/files.ts'
import { writeWorkbook } from '#platform/workbook/write/write-workbook.ts'
import { type ZipPart, zipStream } from '#platform/zip-stream.ts'
import { type DossierItem, dossierOf } from '../domain/dossier.ts'
import { type Packed, checkList, dossierSheet } from '../domain/dossier-list.ts'
import type { PaperFacts, PaperFile } from '../domain/paper-facts.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
type PreparedPart = { readonly packed: Packed; readonly part: ZipPart | null }

/**
 * A problem's whole file as an archive that is written while it is sent: papers made now, files as they came, 目录.xlsx and 校验清单.txt. A file that
 * is not on disk, or not as large as recorded, stands in the list with that word and is left out. Only papers are held in memory.
 */
export async function dossierZip(cycles: readonly PaperFacts[], folder: string, now: Date) {
  const current = cycles.at(-1)
  if (!current) throw new Error('a problem has at least one cycle')
  const prepared: PreparedPart[] = []
  for (const item of dossierOf(cycles)) prepared.push(await prepare(item, folder, now))
  const list = await writeWorkbook([
    dossierSheet(
      current,
      prepared.map(({ packed }) => packed),
    ),
  ])
  const hashes = prepared.flatMap(({ packed: { item, hash }, part }) =>
    part && hash !== '' ? [{ path: item.folder + item.name, hash }] : [],
  )
  const checks = Buffer.from(checkList([{ path: '目录.xlsx', hash: sha256(list) }, ...hashes]))
  const parts = prepared.flatMap(({ part }) => part ?? [])
  return zipStream([{ name: '目录.xlsx', bytes: list }, { name: '校验清单.txt', bytes: checks }, ...parts], now)
}

async function prepare(item: DossierItem, folder: string, now: Date): Promise<PreparedPart> {
  const name = item.folder + item.name
  if (item.is === 'nothing') return { packed: { item, bytes: 0, hash: '', absent: null }, part: { name: item.folder, folder: true } }
  if ('paper' in item.is) {
    const { writeDocx } = await import('#platform/docx/write-docx.ts')
    const bytes = await writeDocx(item.is.paper, now)
    return { packed: { item, bytes: bytes.length, hash: sha256(bytes), absent: null }, part: { name, bytes } }
  }
  const { file } = item.is
  const path = pathOfFile(folder, file.hash)
  const absent = await absence(file, path)
  const packed = { item, bytes: file.bytes, hash: file.hash, absent }
  return { packed, part: absent === null ? { name, path, size: file.bytes } : null }
}

/** Why a file is not in the archive; null: it is. */
async function absence({ takenDown, bytes }: PaperFile, path: string): Promise<string | null> {
  if (takenDown !== null) return `已撤下，未装入：${takenDown}`
  const found = await stat(path).catch(() => undefined)
  if (!found) return '原件缺失，未装入：存储中找不到该文件，请联系系统管理员用 bihuan restore 备份文件夹 --originals 从备份补回'
  return found.size === bytes
    ? null
    : '原件损坏，未装入：字节数与登记不符，请联系系统管理员用 bihuan restore 备份文件夹 --originals 从备份补回'
}
