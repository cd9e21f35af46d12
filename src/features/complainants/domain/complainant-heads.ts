import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import { COMPLAINANTS_IN_HEADS } from './complainant-names.ts'
import { isIdNumber } from './id-number.ts'

/** A column that holds what is known of a complainant, and by what it was recognised: its head, the columns beside it, what stands in it, or a person's word. */
export type SealedColumn = { readonly kind: ComplainantKind; readonly by: 'head' | 'beside' | 'cells' | 'person' }

const WHAT =
  '(?:姓名|名字|名称|称呼|性别|年龄|民族|出生|年月日?|职业|职务|政治面貌|学历|证件|身份证?|证|类型|类别|号码|编号|号|联系|方式|移动|固定|电话|手机|座机|固话|邮箱|电子|邮件|e?mail|微信|qq|家庭|现|居?住址|住所|住处|居住地?|户籍|户口|所在地?|通讯|通信|详细|地址|地|工作|单位|信息|资料|情况|基本|及其?|和|与|或|的|等|是否|要求|保密|匿名|实名|公开|一|二|三|[123])'
/** 举报人, 投诉人联系方式, 实名举报人（姓名、电话）: nothing but who complains and what makes them known. 被举报人 is somebody else. */
const COMPLAINANT = new RegExp(`^(?:首要|主要|首位|第[一二三]|首次|是否|实名|匿名|署名)*${COMPLAINANTS_IN_HEADS}${WHAT}*$`, 'u')
/** 电话（举报人）: whose it is stands behind. */
const OF_COMPLAINANT = new RegExp(`^(?:${WHAT})+${COMPLAINANTS_IN_HEADS}$`, 'u')
/** 来电号码, 举报电话, 群众姓名: nobody is named but whose it is can only be a complainant's. */
const CALLING =
  /^(?:来电|去电|主叫|呼入|回拨|回访|举报|投诉|信访|反映|来访|来信|上访|报料|爆料)(?:者|方)?的?(?:联系)?(?:电话|手机|号码|联系方式|姓名|邮箱|身份证|微信)(?:及?号码?)*$|^(?:来信|寄信|写信)(?:人)?地址$|^(?:当事)?(?:群众|市民|村民|居民|业主)的?(?:联系)?(?:姓名|电话|手机|号码|联系方式|住址|家庭住址|地址|身份证|信息)(?:号码?)*$/u
const ID_HEAD = /身份证|公民身份|^证件号码?$/u
const HOME_HEAD = /^(?:家庭|现|常|居)?住址$|^家庭(?:详细)?(?:地址|住所)$|^(?:户籍|户口)(?:地|地址|所在地)$|^(?:经常)?居住(?:地|地址)$/u
/** What a head under 「举报人信息」 may ask for that is not the complainant. */
const ABOUT_THE_CASE = /内容|问题|事项|诉求|时间|日期|编号|类别|渠道|来源|批次|件数|满意|回访|答复|回复|反馈/u

const PHONE = /^(?:联系|手机|移动|固定|座机|家庭|常用|本人)*(?:电话|手机|座机|号码|联系方式|手机号)(?:号码?|号)?$/u
const NEAR: readonly (readonly [ComplainantKind, RegExp])[] = [
  ['name', /^(?:姓名|名字|称呼|联系人(?:姓名)?)$/u],
  ['phone', PHONE],
  ['address', /^(?:联系|通讯|通信|详细|家庭)*(?:地址|住所|住处)$/u],
  ['workplace', /^(?:工作|所在)单位(?:及职务)?$/u],
  ['other', /^(?:性别|年龄|民族|出生年月日?|职业|政治面貌|电子邮箱|邮箱|微信号?|qq号?)$/u],
]
/** Who else a telephone may belong to: whoever answers for the matter, or is complained about. */
const SOMEBODY_ELSE =
  /(?<!举报|信访|投诉|反映|来电|来信|来访|上访)(?:责任|负责|承办|经办|包联|包保|联络|检查|处理|办理|主办|网格|填报|调查|督办|管理|法定代表|被\p{Script=Han}{2})人|人员$|员$|长$|领导|负责同志|单位|部门|企业|公司|主体|对象|机构|局$|牵头|配合|协办/u
/** A list of what people complain about: a name or a telephone that is nobody else's here is theirs. */
const PETITIONS = /信访|举报|投诉|来信|来访|来电|上访|诉求|热线|12345|12369|12336|申诉|控告/u

/** A head without marks, spaces and brackets: 举 报 人（电话） is 举报人电话. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]/gu, '')

function kindOfHead(head: string): ComplainantKind {
  if (/身份证|证件|公民身份/u.test(head)) return 'idNumber'
  if (/电话|手机|号码|联系方式|座机/u.test(head)) return 'phone'
  if (/住|地址|户籍|户口|所在地|家庭/u.test(head)) return 'address'
  if (/单位|职业|职务/u.test(head)) return 'workplace'
  return /性别|年龄|民族|出生|邮箱|邮件|mail|微信|qq|信息|情况|匿名|实名|保密|类型|政治面貌/u.test(head) ? 'other' : 'name'
}

/** What a head by itself says of a complainant; the parts of a head stand one below the other, the lowest last. */
function byHead(parts: readonly string[]): ComplainantKind | undefined {
  const levels = parts.map(plain).filter((part) => part !== '')
  const lowest = levels.at(-1) ?? ''
  const whole = levels.join('')
  if ([COMPLAINANT, OF_COMPLAINANT].some((of) => of.test(whole) || of.test(lowest)) || CALLING.test(lowest)) return kindOfHead(lowest)
  const isGrouped = levels.slice(0, -1).some((part) => COMPLAINANT.test(part))
  if (isGrouped && !ABOUT_THE_CASE.test(lowest)) return kindOfHead(lowest)
  if (ID_HEAD.test(lowest)) return 'idNumber'
  return HOME_HEAD.test(lowest) ? 'address' : undefined
}

/** Of what kind a head is that by itself names a complainant; its parts stand one below the other, the lowest last. */
export const complainantHeadKind = (parts: readonly string[]): ComplainantKind | undefined => byHead(parts)

/** Whether a label by itself asks for what is known of a complainant. */
export const isComplainantHead = (text: string): boolean => byHead([text]) !== undefined

const nearKind = (parts: readonly string[]): ComplainantKind | undefined => {
  const whole = plain(parts.at(-1) ?? '')
  return NEAR.find(([, pattern]) => pattern.test(whole))?.[0]
}

/** Of what kind a column is that a person says is a complainant's: by its head, else by what stands in it. */
export function markedKind(parts: readonly string[], cells: readonly string[]): ComplainantKind {
  const kind = byHead(parts) ?? nearKind(parts)
  if (kind) return kind
  if (areIdNumbers(cells)) return 'idNumber'
  const phones = cells.filter((text) => /^(?:1[3-9]\d{9}|0\d{9,11})$/u.test(text.normalize('NFKC').replaceAll(/[\s-]/gu, ''))).length
  return cells.length > 0 && phones * 2 > cells.length ? 'phone' : 'other'
}

type Heads = readonly (readonly string[])[]
type Named = readonly (SealedColumn | undefined)[]
type Around = {
  /** The lines over the table. */
  readonly title: string
  /** Filled cells of a column, as a sample. */
  readonly cells: (column: number) => readonly string[]
}

/**
 * Which columns hold what is known of complainants. By their head; else, for a head that names nobody (姓名, 联系电话, 地址), by whose columns it
 * stands among; else by their cells, where nearly all are valid identity numbers. rules.md R-85.
 */
export function complainantColumns(heads: Heads, { title, cells }: Around): (SealedColumn | undefined)[] {
  const named = heads.map((parts, at): SealedColumn | undefined => {
    const kind = byHead(parts)
    if (kind) return { kind, by: 'head' }
    return areIdNumbers(cells(at)) ? { kind: 'idNumber', by: 'cells' } : undefined
  })
  const isPetition = PETITIONS.test(plain(title)) || heads.some((parts) => PETITIONS.test(plain(parts.join(''))))
  return heads.map((_, at) => named[at] ?? beside(heads, named, at, isPetition))
}

/** A head that names nobody belongs to the complainant among whose columns it stands, unless somebody else stands right before it. */
function beside(heads: Heads, named: Named, at: number, isPetition: boolean): SealedColumn | undefined {
  const kind = nearKind(heads[at] ?? [])
  const isGroupedElsewhere = (heads[at] ?? []).slice(0, -1).some((part) => SOMEBODY_ELSE.test(plain(part)))
  if (!kind || isGroupedElsewhere) return undefined
  return belongsBy(heads, named, at, { kind, isPetition }) ? { kind, by: 'beside' } : undefined
}

type Nameless = { readonly kind: ComplainantKind; readonly isPetition: boolean }
function belongsBy(heads: Heads, named: Named, at: number, { kind, isPetition }: Nameless): boolean {
  const { start, end } = runAround(heads, named, at)
  if (named.slice(start, at).some(Boolean)) return true
  const owner = ownerBefore(heads, named, start)
  if (owner === 'else') return false
  if (owner === 'complainant') return kind === 'phone' || kind === 'other'
  return named.slice(at, end).some(Boolean) || (isPetition && isCallers(heads, start, at, kind))
}

/** The columns about one person among which a column stands: neighbours that name a complainant or nobody. */
function runAround(heads: Heads, named: Named, at: number): { readonly start: number; readonly end: number } {
  const isMember = (i: number) => named[i] !== undefined || nearKind(heads[i] ?? []) !== undefined
  let [start, end] = [at, at + 1]
  while (start > 0 && isMember(start - 1)) start -= 1
  while (end < heads.length && isMember(end)) end += 1
  return { start, end }
}

const isName = (parts: readonly string[]) => nearKind(parts) === 'name' && plain(parts.at(-1) ?? '') !== '联系人'
/** In a list of petitions: a telephone, a name, and what follows a name. */
function isCallers(heads: Heads, start: number, at: number, kind: ComplainantKind): boolean {
  if (kind === 'phone') return true
  return isName(heads[at] ?? []) || heads.slice(start, at).some(isName)
}

/** Who was named last before a column. */
function ownerBefore(heads: Heads, named: Named, at: number): 'complainant' | 'else' | undefined {
  for (let i = at - 1; i >= 0; i -= 1) {
    if (named[i]) return 'complainant'
    if (SOMEBODY_ELSE.test(plain((heads[i] ?? []).join('')))) return 'else'
  }
  return undefined
}

const areIdNumbers = (cells: readonly string[]) => {
  const filled = cells.filter((text) => text.trim() !== '')
  return (
    filled.length > 0 && filled.filter((text) => isIdNumber(text.normalize('NFKC').replaceAll(/\s/gu, ''))).length >= filled.length * 0.8
  )
}
