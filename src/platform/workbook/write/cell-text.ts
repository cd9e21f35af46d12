/** XML 1.0 knows no control character but tab and line ends, no half of a surrogate pair, no U+FFFE and U+FFFF. */
const SUSPECT = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const isAllowed = (character: string) => /[\t\n\r\u007f-\u009f]/u.test(character)

/** The text without the characters that XML forbids: the only change a cell's words ever suffer. */
export const cleanText = (text: string): string => text.replace(SUSPECT, (character) => (isAllowed(character) ? character : ''))

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text for an XML attribute or a part that is not a cell. */
export const escapeXml = (text: string): string => cleanText(text).replace(/[&<>"\r]/gu, (character) => ENTITIES[character] ?? '')

/** Readers of spreadsheets take `_x0041_` inside a cell for an escape; a literal one has its underscore escaped. */
const escapeCell = (text: string): string => escapeXml(text).replace(/_(?=x[\dA-Fa-f]{4}_)/gu, '_x005F_')

const NEEDS_CARE = /[&<>"_\p{Cc}\p{Cs}\ufffe\uffff]|^\s|\s$/u

/** The `<is>` of an inline string cell. */
export function inlineString(text: string): string {
  if (!NEEDS_CARE.test(text)) return `<is><t>${text}</t></is>`
  return `<is><t xml:space="preserve">${escapeCell(text)}</t></is>`
}

/** Whether a spreadsheet might run the text as a formula once somebody edits or saves the cell (`=`, `+`, `-`, `@`, full width too). */
export const looksLikeFormula = (text: string): boolean => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text)
