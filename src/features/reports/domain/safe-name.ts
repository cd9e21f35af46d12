/** Characters that no file system or archive takes, and those that make a name read otherwise than it is: controls, separators, direction marks. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\\/:*?"<>|\ufffe\uffff]+/gu
/** Letters in a name, and bytes of it in UTF-8, below what file systems take. */
const CHARACTERS = 100
const BYTES = 240

const bytesOf = (character: string) => {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** As much of the letters as fits. */
function cut(text: string, characters: number, bytes: number): string {
  let left = bytes
  const fitting: string[] = []
  for (const character of Array.from(text).slice(0, Math.max(0, characters))) {
    left -= bytesOf(character)
    if (left < 0) break
    fitting.push(character)
  }
  return fitting.join('')
}

const bare = (text: string) => text.normalize('NFC').replaceAll(FORBIDDEN, '').replaceAll(/\s+/gu, ' ')

/**
 * A name that any system can keep, with a prefix that makes it unique and no device of its own (CON): 003_现场照片.jpg. Never longer than 100
 * letters; the extension stays. What is left of a name of dots and blanks is 未命名.
 */
export function safeName(prefix: string, name: string): string {
  const clean = bare(name)
  const extension = /\.[A-Za-z0-9]{1,8}$/u.exec(clean)?.[0] ?? ''
  const stem = clean.slice(0, clean.length - extension.length).replaceAll(/^[. ]+|[. ]+$/gu, '')
  const room = cut(stem, CHARACTERS - prefix.length - extension.length, BYTES - prefix.length - extension.length)
  return `${prefix}${room.replaceAll(/[. ]+$/gu, '') || '未命名'}${extension}`
}
