import { EVIDENCE_KIND_WORDS } from '#kernel/rooms/evidence.ts'
import { sizeWords } from '#kernel/amounts.ts'
import { extensionFault, extensionsOf } from '../../domain/file-types.ts'
import type { EvidenceReply } from '../evidence-queries.ts'

export type Limits = EvidenceReply['limits']
const MEGABYTE = 1_048_576

/** What may be uploaded, said before anybody tries. */
export const limitsWords = ({ maxBytes, kinds }: Limits): string =>
  `可上传${kinds.map((kind) => EVIDENCE_KIND_WORDS[kind]).join('、')}，单个文件不超过 ${maxBytes / MEGABYTE} MB`

/** For the file dialog; others can still be dropped and are told why not. */
export const acceptOf = ({ kinds }: Limits): string =>
  extensionsOf(kinds)
    .map((extension) => `.${extension}`)
    .join(',')

type Facts = { readonly name: string; readonly size: number }

/** Why a file need not be sent at all, with the remedy; undefined where the server judges its content. */
export function refusalOf({ name, size }: Facts, { maxBytes, kinds }: Limits): string | undefined {
  const extension = /\.([^.]*)$/u.exec(name)?.[1]?.toLowerCase() ?? ''
  if (size === 0) return '文件是空的（0 字节），请检查后重新选择'
  if (size > maxBytes) return `文件 ${sizeWords(size)}，超过上限 ${maxBytes / MEGABYTE} MB；请压缩或拆分后再上传`
  const fault = extensionFault(extension)
  if (fault !== undefined) return fault
  if (extension !== '' && !extensionsOf(kinds).includes(extension))
    return `本地设置不收 .${extension} 文件；可上传${kinds.map((kind) => EVIDENCE_KIND_WORDS[kind]).join('、')}`
  return undefined
}
