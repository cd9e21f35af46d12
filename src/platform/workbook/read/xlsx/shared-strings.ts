import type { Archive } from '../archive.ts'
import { LIMITS } from '../limits.ts'
import { UnreadableFileError } from '../unreadable-file.ts'
import { readXml } from '../xml.ts'

/** The table of texts that cells point into: runs joined, phonetic readings left out. */
export async function readSharedStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (part === undefined) return strings
  let text = ''
  let total = 0
  let inText = false
  let inReading = false
  await readXml(archive.chunks(part), {
    open(name) {
      if (name === 'si') text = ''
      inReading = name === 'rPh' || inReading
      inText = name === 't' && !inReading
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') inReading = false
      if (name === 'si') strings.push(unescape(text))
    },
    text(piece) {
      if (!inText) return
      text += piece
      total += piece.length
      if (total > LIMITS.sharedCharacters)
        throw new UnreadableFileError('FILE_TOO_LARGE', '文件中的文字总量超过上限，请拆分成几个文件再导入')
    },
  })
  return strings
}

/** `_x000D_` is how the format writes a character XML cannot hold. */
export const unescape = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
