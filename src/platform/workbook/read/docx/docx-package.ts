import type { Archive } from '../archive.ts'
import { contentTypes, relationsOf } from '../xlsx/parts.ts'
import { UnreadableFileError } from '../unreadable-file.ts'

/** Links and pictures on the web are only named in the document: nothing is fetched. Anything else that points outside is refused. */
const HARMLESS_OUTSIDE = /\/(?:hyperlink|image)$/u

/** Finds the text of a Word document; refuses macros, embedded objects and what would be loaded from elsewhere. */
export async function openDocument(archive: Archive): Promise<string> {
  const types = await contentTypes(archive)
  const has = (pattern: RegExp) => [...archive.names].some((name) => pattern.test(name))
  if (has(/vbaProject\.bin$/iu) || types.some((type) => type.includes('macroEnabled'))) {
    throw new UnreadableFileError('MACRO', '文件含宏，禁止导入；请另存为不含宏的 .docx')
  }
  if (has(/^word\/(?:embeddings|activeX)\//iu)) {
    throw new UnreadableFileError('EMBEDDED_OBJECT', '文件含嵌入对象，禁止导入；请删去嵌入对象，或只复制表格另存为 .docx')
  }
  const main = (await relationsOf(archive, '')).find(({ type }) => type.endsWith('/officeDocument'))?.target
  if (main === undefined || !archive.names.has(main)) throw damagedDocx()
  await judgeOutside(archive, main)
  return main
}

async function judgeOutside(archive: Archive, main: string): Promise<void> {
  const settings = main.replace(/[^/]*$/u, 'settings.xml')
  for (const part of [main, settings]) {
    if (!archive.names.has(part.replace(/([^/]*)$/u, '_rels/$1.rels'))) continue
    const outside = (await relationsOf(archive, part)).filter(({ external }) => external)
    if (outside.some(({ type }) => !HARMLESS_OUTSIDE.test(type))) {
      throw new UnreadableFileError('EXTERNAL_CONNECTION', '文件引用了外部模板或外部文件，禁止导入；请把内容复制到新文档，另存为 .docx')
    }
  }
}

/** For every fault in the structure of a Word document. */
export const damagedDocx = (): UnreadableFileError =>
  new UnreadableFileError('DOCX_DAMAGED', '文档结构不完整或已损坏，已拒绝；请用 Word 或 WPS 重新另存为 .docx')
