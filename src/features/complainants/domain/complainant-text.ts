import { COMPLAINANT_WORDS, type ComplainantKind } from '#kernel/rooms/complainants.ts'
import { COMPLAINANTS, NAMES_BY_OWNER, NAMES_OF_COMPLAINANTS, NO_NAME } from './complainant-names.ts'
import { isIdNumber } from './id-number.ts'

/** What was taken out of a text, as it stood there. */
export type SealedPiece = { readonly kind: ComplainantKind; readonly text: string }
export type SealedText = { readonly text: string; readonly pieces: readonly SealedPiece[] }

/** What stands in the public text instead. */
export const markOf = (kind: ComplainantKind): string =>
  kind === 'idNumber' ? '〔身份证号已封存〕' : `〔举报人${COMPLAINANT_WORDS[kind]}已封存〕`

type Found = SealedPiece & { readonly at: number }
/** `plain` is the text with characters of one width, place by place. */
type Text = { readonly whole: string; readonly plain: string; readonly isComplaint: boolean }

/** Who speaks: the complainant, by whatever word. */
const THEIRS = new RegExp(
  `(?<!被)${COMPLAINANTS}|群众|市民|村民|居民|住户|业主|本人|我家?|(?:来|回|致)电|信访|(?:举报|投诉|反映|来信|来访)(?!电话|热线|内容|问题|件)`,
  'gu',
)
/** Whose telephones and addresses are published: whoever answers, whoever is complained about. */
const OTHERS =
  /被(?:举报|投诉|反映|信访|控告|申诉)\p{Script=Han}{0,4}|(?:责任|负责|联系|联络|经办|承办|经手|包联|包保|检查|监管|执法|网格|施工|法定代表|代表|值班|调查|督办|工作|管理)(?:人员|人|员)|负责同志|领导|(?:局|厂|区|镇|乡|村|队|科|处|站|所|院|校|店|组|站|社)长|书记|主任|经理|老板|公司|企业|集团|[厂店]|单位|部门|政府|街道办|管委会|(?:住建|环境|环保|城管|水务|农业|公安|执法|分)局|(?:监督|举报|投诉|服务|值班|咨询|公示|受理)(?:电话|热线)|热线|客服|传真|12345|12369|注册|营业执照|经营(?:场所|地址)|位于|坐落/gu
const SENTENCE_END = /[。；;！!？?\n]/u
/** So far back an owner is looked for. */
const REACH = 60

/** Who was named last before a place in its sentence; a title before the sentence counts where the sentence names nobody. */
function ownerBefore({ plain }: Text, at: number): 'theirs' | 'others' | undefined {
  const line = plain.slice(Math.max(0, at - REACH), at)
  const sentence = line.split(SENTENCE_END).at(-1) ?? ''
  const last = (pattern: RegExp) => [...sentence.matchAll(pattern)].reduce((end, match) => Math.max(end, match.index + match[0].length), 0)
  const [theirs, others] = [last(THEIRS), last(OTHERS)]
  if (theirs === others) return undefined
  return theirs > others ? 'theirs' : 'others'
}

/** Whose something is: whoever was named last; where nobody was, the complainant's in a complaint and nobody's in an account of work. */
const isTheirs = (text: Text, at: number): boolean => {
  const owner = ownerBefore(text, at)
  return owner === 'theirs' || (owner === undefined && text.isComplaint)
}

const SPACE = '[ \\-\\u00a0—–_·.]?'
const DIGITS = (n: number) => Array.from({ length: n }, () => '\\d').join(SPACE)
const ID = new RegExp(`(?<![\\dA-Za-z])${DIGITS(17)}${SPACE}[\\dXx](?![\\dA-Za-z])`, 'gu')
/** Behind its name a number of identity is one with a slip of the pen, too. */
const NAMED_ID = /(?<=身份证\p{Script=Han}{0,4}[:为是 ]{0,3})(?:\d{15}|\d{17}[\dXx])(?![\dXx])/gu
const MOBILE = new RegExp(`(?<![\\dA-Za-z.])(?:\\+?86${SPACE})?1[3-9]${SPACE}${DIGITS(9)}(?![\\dA-Za-z]|\\.\\d)`, 'gu')
const NUMERALS = '[〇零○Oo一二两三四五六七八九幺]'
const SPOKEN = new RegExp(`(?<!${NUMERALS})[一幺][三四五六七八九]${NUMERALS}{9}(?!${NUMERALS})`, 'gu')
const LANDLINE = /(?<![\dA-Za-z.-])(?:\(0\d{2,3}\)|0\d{2,3}[ \-—–]{0,2})[2-8]\d{2,3}[ -]?\d{4}(?:[-转]\d{1,6})?(?![\dA-Za-z])/gu
const LOCAL = /(?<=(?:电话|座机|固话|致电|回电|联系方式)\p{Script=Han}{0,3}[:为是(]{0,2} ?)[2-8]\d{6,7}(?![\dA-Za-z年月日元米吨.])/gu
const COUNT = '[\\dA-Za-z一二三四五六七八九十]{1,4}'
const DOOR = new RegExp(
  `(?:${COUNT}(?:号楼|号院|栋|幢|座|楼|弄)(?:${COUNT}(?:号楼|栋|幢|座|号))?(?:${COUNT}(?:单元|门))?(?:${COUNT}(?:楼|层))?\\d{3,4}(?:室|号|户|房)?|${COUNT}(?:单元|门)(?:${COUNT}(?:楼|层))?(?:\\d{3,4}(?:室|号|户|房)?|${COUNT}[室户])|${COUNT}组${COUNT}号|(?<![\\d-])\\d{1,3}-\\d{1,2}-\\d{3,4}(?:室|号|户)?(?![\\d-]))`,
  'gu',
)
const ACCOUNTS = [
  /(?<=微信(?:账号|号码?)?[:为是 ]{0,3})[A-Za-z][-\w]{5,19}/gu,
  /(?<=QQ(?:账号|号码?)?[:为是 ]{0,3})\d{5,11}(?!\d)/giu,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
]
/** What follows the door of a business: 3栋502室的某某餐饮店. */
const BUSINESS =
  /^[^，,。；;、)）\n]{0,14}?(?:公司|企业|厂|店|餐饮|餐馆|饭馆|酒楼|作坊|工作室|会所|ktv|宾馆|旅馆|民宿|办公|门市|商铺|仓库|加工)/iu

const allOf = ({ plain, whole }: Text, pattern: RegExp, kind: ComplainantKind): Found[] =>
  [...plain.matchAll(pattern)].map(({ index, 0: { length } }) => ({ kind, at: index, text: whole.slice(index, index + length) }))

/** Numbers of identity are sealed whoever they are of: no ledger needs one. */
const idNumbersIn = (text: Text): Found[] => [
  ...allOf(text, ID, 'idNumber').filter(({ at, text: found }) =>
    isIdNumber(text.plain.slice(at, at + found.length).replaceAll(/[^\dXx]/gu, '')),
  ),
  ...allOf(text, NAMED_ID, 'idNumber'),
]
/** A mobile telephone is somebody's own; a landline is sealed only where a complainant is named, since authorities and companies publish theirs. */
const phonesIn = (text: Text): Found[] => [
  ...[...allOf(text, MOBILE, 'phone'), ...allOf(text, SPOKEN, 'phone')].filter(({ at }) => isTheirs(text, at)),
  ...[...allOf(text, LANDLINE, 'phone'), ...allOf(text, LOCAL, 'phone')].filter(({ at }) => ownerBefore(text, at) === 'theirs'),
]
const doorsIn = (text: Text): Found[] =>
  allOf(text, DOOR, 'address').filter(({ at, text: { length } }) => isTheirs(text, at) && !BUSINESS.test(text.plain.slice(at + length)))
const namesIn = (text: Text): Found[] =>
  [
    ...NAMES_OF_COMPLAINANTS.flatMap((pattern) => allOf(text, pattern, 'name')),
    ...NAMES_BY_OWNER.flatMap((pattern) => allOf(text, pattern, 'name')).filter(({ at }) => isTheirs(text, at)),
  ].filter(({ text: name }) => !NO_NAME.test(name))
/** WeChat, QQ and e-mail: whose they are is decided as of a mobile. */
const accountsIn = (text: Text): Found[] =>
  ACCOUNTS.flatMap((pattern) => allOf(text, pattern, 'other')).filter(({ at }) => isTheirs(text, at))

/** Characters of one width, place by place: what is found stands at the same place of the text itself. */
const plainOf = (text: string) => (text.normalize('NFKC') === text ? text : placeByPlace(text))
const placeByPlace = (text: string) =>
  Array.from({ length: text.length }, (_, i) => {
    const character = text.charAt(i)
    const plain = character.normalize('NFKC')
    return plain.length === 1 ? plain : character
  }).join('')

const MAY_HOLD =
  /[\d０-９]{3}|单元|[室户组]|[零〇○]|[@＠]|微信|其妻|其夫|我叫|[市村居]民|业主|群众|(?:举报|信访|投诉|反映|反应|来电|来信|来访|上访|申诉|检举|控告|求助|诉求|爆料|报料)/u

/**
 * A text without what is known of a complainant, and what was taken out (rules.md R-85). `isComplaint`: the text tells what somebody complains of,
 * so that a mobile or a door that is nobody's by name is theirs; elsewhere only where a complainant is named before it. `head` names an owner
 * where the sentence names none: below 责任人电话 a number is the responsible person's.
 */
export function sealText(whole: string, { isComplaint, head = '' }: { readonly isComplaint: boolean; readonly head?: string }): SealedText {
  if (!MAY_HOLD.test(whole)) return { text: whole, pieces: [] }
  const intro = head === '' ? '' : `${head.replaceAll(/[。；;！!？?\n]/gu, ' ')}:`
  const text: Text = { whole: intro + whole, plain: plainOf(intro + whole), isComplaint }
  const found = [idNumbersIn, phonesIn, doorsIn, namesIn, accountsIn].flatMap((find) => find(text)).filter(({ at }) => at >= intro.length)
  return replaced(text.whole, intro.length, found)
}

function replaced(whole: string, from: number, found: readonly Found[]): SealedText {
  const pieces: Found[] = []
  let [text, end] = ['', from]
  for (const one of found.toSorted((a, b) => a.at - b.at || b.text.length - a.text.length)) {
    if (one.at < end) continue
    text += whole.slice(end, one.at) + markOf(one.kind)
    end = one.at + one.text.length
    pieces.push(one)
  }
  return { text: text + whole.slice(end), pieces: pieces.map(({ kind, text: piece }) => ({ kind, text: piece })) }
}
