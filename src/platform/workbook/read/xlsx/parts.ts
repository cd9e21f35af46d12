import { posix } from 'node:path'
import type { Archive } from '../archive.ts'
import { UnreadableFileError } from '../unreadable-file.ts'
import { type Attributes, readXml } from '../xml.ts'

export type Element = { readonly name: string; readonly attributes: Attributes }
export type Relation = { readonly id: string; readonly type: string; readonly target: string; readonly external: boolean }

const ignore = () => {}

/** Every opening element of a part, in order; for the small parts only. */
export async function elements(archive: Archive, part: string): Promise<Element[]> {
  const found: Element[] = []
  await readXml(archive.chunks(part), { open: (name, attributes) => found.push({ name, attributes }), close: ignore, text: ignore })
  return found
}

/**
 * What the parts of a package say they are; empty where it does not say. A default for an ending that no part has says nothing: some
 * programs declare macros in every file they write.
 */
export async function contentTypes(archive: Archive): Promise<string[]> {
  if (!archive.names.has('[Content_Types].xml')) return []
  const endings = new Set([...archive.names].map((name) => posix.extname(name).slice(1).toLowerCase()))
  return (await elements(archive, '[Content_Types].xml'))
    .filter(({ name, attributes }) => name !== 'Default' || endings.has((attributes['Extension'] ?? '').toLowerCase()))
    .map(({ attributes }) => attributes['ContentType'] ?? '')
}

/** Whether a package is a document of Word or WPS rather than a workbook. */
export const isDocument = (types: readonly string[]): boolean =>
  types.some((type) => type.includes('wordprocessingml')) && !types.some((type) => type.includes('spreadsheetml.sheet.main'))

/** The relations of a part, targets as names inside the archive; those that point outside are marked and never followed. */
export async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const file = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`)
  if (!archive.names.has(file)) throw new UnreadableFileError('XLSX_DAMAGED', '文件结构不完整，已拒绝；请用 Excel 或 WPS 重新另存为 .xlsx')
  return (await elements(archive, file))
    .filter(({ name }) => name === 'Relationship')
    .map(({ attributes }) => ({
      id: attributes['Id'] ?? '',
      type: attributes['Type'] ?? '',
      target: resolveTarget(part, attributes['Target'] ?? ''),
      external: attributes['TargetMode'] === 'External',
    }))
}

const resolveTarget = (from: string, target: string) =>
  target.startsWith('/') ? posix.normalize(target).slice(1) : posix.join(posix.dirname(from), target)
