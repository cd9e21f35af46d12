import { LABEL_AFTER, LABEL_BEFORE } from './unit-labels.ts'

/** A piece of the cell and what stood before it: a list goes on within a clause, a clause within a line. */
export type Piece = { readonly text: string; readonly after: 'list' | 'clause' | 'line' }

/** A name that can stand alone; 城乡 and 农村 are the middle of a longer one. */
const WHOLE = /(?:局|委|办|厅|部|处|所|站|队|组|院|中心|政府|会|镇|(?<!城)乡|街道|区|县|市|新城|公司|集团|单位|部门|机构|园|[)）])$/u
const OPENS = /^(?:各|市|区|县|省|旗|相关|有关|.{1,6}?[市县区镇乡](?!场)|.{1,6}?街道)/u
const ENDS_FIRMLY = /(?:局|政府|办|支队|大队|中心|办事处|公司|街道|镇|[)）])$/u

/** A cell of names cut into its pieces, each one name with its labels. */
export const namesIn = (text: string): Piece[] => pieces(text).flatMap(splitJoined)

/** Each for its own part: no more than that they are named. */
const OWN_SHARE = /[(（]?(?:按照?(?:各自)?(?:职责|分工)+(?:分别|各自)?|分别|各自)(?:负责|抓好落实|抓落实|落实)[)）]?/gu

const SEPARATOR: Readonly<Record<string, Piece['after']>> = {
  '、': 'list',
  '/': 'list',
  '|': 'list',
  '，': 'clause',
  ',': 'clause',
  '；': 'line',
  ';': 'line',
  '。': 'line',
  '\n': 'line',
}

/** Cuts at separators outside brackets, then mends what was not a boundary. */
function pieces(text: string): Piece[] {
  const plain = text
    .replaceAll('\r', '\n')
    .replaceAll(OWN_SHARE, '')
    .replaceAll(/(?<!\d)\d{1,2}[.．、](?=\p{Script=Han})|[\u2460-\u2473]/gu, '\n')
    .replaceAll(/等(?:[\d一二三四五六七八九十]+个?)?(?:部门|单位)?(?:和|及|以及)(?=各)/gu, '、')
    .replaceAll(/(?<=牵头|配合)(?=[市区县省各])/gu, ',')
  const found: Piece[] = []
  let [depth, current, after] = [0, '', 'line' as Piece['after']]
  const balanced = (plain.match(/[(（]/gu)?.length ?? 0) === (plain.match(/[)）]/gu)?.length ?? 0)
  for (const char of plain) {
    if (balanced) depth += Number(/[(（]/u.test(char)) - Number(/[)）]/u.test(char))
    const separator = depth > 0 ? undefined : SEPARATOR[char]
    if (separator === undefined || isWrapped(char, current)) current += char
    else {
      found.push({ text: current, after })
      ;[current, after] = ['', separator]
    }
  }
  return mendLists([...found, { text: current, after }].flatMap(splitGaps))
}

/** A line break inside a name, as a narrow cell makes it. */
const isWrapped = (char: string, before: string) =>
  char === '\n' && before.trim() !== '' && !WHOLE.test(before.trim()) && !LABEL_AFTER.test(before.trim())

/** A blank between two whole names separates them; any other blank is no part of the name. */
function splitGaps({ text, after }: Piece): Piece[] {
  const found: Piece[] = []
  for (const word of text.split(/\s+/u)) {
    const last = found.at(-1)
    if (!last) found.push({ text: word, after })
    else if (LABEL_BEFORE.test(word)) found.push({ text: word, after: 'line' })
    else if (standsAlone(last.text) && OPENS.test(word)) found.push({ text: word, after: 'clause' })
    else found.splice(-1, 1, { text: last.text + word, after: last.after })
  }
  return found
}
const standsAlone = (text: string) => WHOLE.test(text.replace(LABEL_AFTER, '')) && !text.endsWith('农村')

/** 委、办、局 and 各县、区人民政府 are one name each, though lists stand in them. */
function mendLists(list: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  for (const piece of list) {
    const last = found.at(-1)
    const isTail = piece.after === 'list' && /^(?:.|单位|部门)$/u.test(piece.text)
    const isShared =
      /^各.{0,4}[县市区州镇乡旗]$/u.test(last?.text ?? '') && /^[县市区州镇乡旗](?:[(（]|人民政府|政府|党委|$)/u.test(piece.text)
    if (last && (isTail || isShared)) found.splice(-1, 1, { text: `${last.text}、${piece.text}`, after: last.after })
    else found.push(piece)
  }
  return found
}

/** 甲局和乙镇政府 is two, 自然资源和规划局 and 党委和人民政府 are one. */
function splitJoined(piece: Piece): Piece[] {
  for (const { index, 0: word } of piece.text.matchAll(/以及|联合|会同|组织|和|及|会(?!议|展|计|商)/gu)) {
    const [left, right] = [piece.text.slice(0, index), piece.text.slice(index + word.length)]
    const firm = ENDS_FIRMLY.test(left) && WHOLE.test(right)
    const verb = word === '组织' || word === '会' // 组织部 and 委员会 are names: here both sides must be whole
    const isTwo = standsAlone(left) && right.length > 2 && (verb ? firm && OPENS.test(right) : OPENS.test(right) || firm)
    if (isTwo) return [{ text: left, after: piece.after }, ...splitJoined({ text: right, after: 'list' })]
  }
  return [piece]
}
