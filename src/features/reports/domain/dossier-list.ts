import type { SheetSpec } from '#kernel/sheet-spec.ts'
import type { DossierItem } from './dossier.ts'
import type { PaperFacts } from './paper-facts.ts'
import { momentInWords } from './report-words.ts'

/** An item as it went into the archive: how large, its hash, and why it is not there where it is not. */
export type Packed = { readonly item: DossierItem; readonly bytes: number; readonly hash: string; readonly absent: string | null }

const HEAD: readonly (readonly [title: string, width: number, align?: 'center' | 'right'])[] = [
  ['序号', 3, 'center'],
  ['文件夹', 13],
  ['文件名', 20],
  ['内容', 18],
  ['对应措施', 7, 'center'],
  ['页数', 3.5, 'center'],
  ['字节', 6, 'right'],
  ['拍摄/材料日期', 8, 'center'],
  ['收到时间', 8, 'center'],
  ['SHA-256', 18],
  ['说明', 12],
]

/** 目录: every file of the archive but itself and the list of hashes, every empty folder, and every file that should be there and is not. */
export function dossierSheet({ no, title, cutOff }: PaperFacts, packed: readonly Packed[]): SheetSpec {
  const files = packed.filter(({ item }) => item.is !== 'nothing')
  const present = files.filter(({ absent }) => absent === null)
  let counted = 0
  return {
    name: '目录',
    title: '整改销号一案一档目录',
    note: `${no ? `${no}　` : ''}${title}　　截至时间：${momentInWords(cutOff)}　　文件 ${present.length} 个${files.length > present.length ? `，未装入 ${files.length - present.length} 个` : ''}`,
    columns: HEAD.map(([name, width, align]) => ({ key: name, title: name, width, ...(align && { align }) })),
    rows: packed.map(({ item, bytes, hash, absent }) => {
      const empty = item.is === 'nothing'
      if (!empty) counted += 1
      return [
        empty ? '' : `${counted}`,
        item.folder.slice(0, -1),
        item.name,
        item.content,
        item.measures,
        item.pages,
        empty ? '' : `${bytes}`,
        item.takenOn,
        item.receivedAt,
        hash,
        absent ?? '',
      ]
    }),
    paper: 'A3',
    landscape: true,
  }
}

/** 校验清单: what `sha256sum -c` reads. */
export const checkList = (files: readonly { readonly path: string; readonly hash: string }[]) =>
  files.map(({ path, hash }) => `${hash}  ${path}\n`).join('')
