/**
 * Ways to write one and the same office. Offices that differ stand on different lines (水务局 is not 水利局, 林业局 is not 林草局,
 * 环保局 is not 生态环境局): what is alike only by habit belongs into a unit's aliases. The first word of a line is its name here.
 */
const SAME: readonly (readonly string[])[] = [
  ['发展和改革', '发展改革', '发改'],
  ['工业和信息化', '工信'],
  ['经济和信息化', '经信'],
  ['科学技术', '科技'],
  ['教育'],
  ['教育和体育', '教育体育', '教体'],
  ['公安'],
  ['民政'],
  ['司法'],
  ['财政'],
  ['审计'],
  ['统计'],
  ['信访'],
  ['人力资源和社会保障', '人力资源社会保障', '人社'],
  ['自然资源和规划', '自然资源规划', '自规', '资规'],
  ['自然资源'],
  ['生态环境'],
  ['环境保护', '环保'],
  ['住房和城乡建设', '住房城乡建设', '住建'],
  ['交通运输', '交通'],
  ['水务'],
  ['水利'],
  ['水利和湖泊', '水利湖泊'],
  ['农业农村'],
  ['农业'],
  ['商务'],
  ['商务和粮食', '商务粮食'],
  ['文化广电和旅游', '文化广电旅游', '文化和旅游', '文化旅游', '文广旅', '文旅'],
  ['卫生健康', '卫健'],
  ['应急管理', '应急'],
  ['退役军人事务', '退役军人'],
  ['市场监督管理', '市场监管', '市监'],
  [
    '城市管理',
    '城市管理综合行政执法',
    '城市管理和综合行政执法',
    '城市管理综合执法',
    '城市管理和综合执法',
    '城市综合管理',
    '城市管理行政执法',
    '城市管理执法',
    '城管执法',
    '城管',
  ],
  ['综合行政执法', '综合执法'],
  ['林业'],
  ['林业和草原', '林草'],
  ['林业和园林', '林业园林', '林园'],
  ['园林绿化', '园林'],
  ['海洋'],
  ['海洋发展'],
  ['海洋和渔业', '海洋渔业', '海渔'],
  ['畜牧兽医', '畜牧'],
  ['粮食和物资储备', '粮食物资储备', '粮储'],
  ['医疗保障', '医保'],
  ['行政审批服务', '行政审批'],
  ['政务服务管理', '政务服务'],
  ['机关事务管理', '机关事务'],
  ['国有资产监督管理', '国资'],
  ['乡村振兴'],
  ['气象'],
  ['税务'],
]
const STEM_OF = new Map(SAME.flatMap((words) => words.map((word) => [word, words[0] ?? word] as const)))
const WORDS = [...STEM_OF.keys()].toSorted((a, b) => b.length - a.length).join('|')
const OFFICE = new RegExp(`^(?<place>.*?)(?<stem>${WORDS})(?<kind>局|委|厅|)(?:(?<branch>.{0,8}?)(?<isBranch>分局))?$`, 'u')

/** A name taken apart: whose office of which kind; without a stem the whole name is the body. */
export type UnitForm = { readonly place: string; readonly body: string }

/** 市住建局 → 市 + 住房和城乡建设局; 市生态环境局青禾区分局 → 青禾区 + 生态环境分局; 青山镇人民政府 → 青山镇. */
export function formOf(name: string): UnitForm {
  const plain = shortened(name)
  return officeOf(OFFICE.exec(plain)?.groups ?? {}) ?? { place: '', body: plain }
}

function officeOf({
  place = '',
  stem = '',
  kind,
  branch = '',
  isBranch,
}: Readonly<Record<string, string | undefined>>): UnitForm | undefined {
  const office = STEM_OF.get(stem)
  if (office === undefined || (isBranch === undefined && !kind)) return undefined
  return isBranch === undefined
    ? { place, body: `${office}${kind}` }
    : { place: placeOfBranch(place, branch), body: `${office}${isBranch}` }
}

const shortened = (name: string) =>
  name
    .replaceAll(/\s+/gu, '')
    .replace(/^中共/u, '')
    .replaceAll('管理委员会', '管委会')
    .replace(/委员会$/u, '委')
    .replace(/办公室$/u, '办')
    .replaceAll('人民政府', '政府')
    .replace(/(?<=[镇乡])政府$/u, '')
    .replace(/街道?办(?:事处)?$/u, '街道')

/** 市生态环境局青禾分局 is the branch in 青禾; 青禾区生态环境分局 says it in front, and 市…分局 says only whose branch it is. */
const placeOfBranch = (place: string, branch: string) => (branch === '' && place.length > 1 ? place : branch)

const LEVEL = /[区县市旗]$/u
/** The same place, as far as both say it: 区 and 青禾区, 青禾 and 青禾区, 滨海市青禾区 and 青禾区; 市 and 青禾区 differ. */
const agree = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short === '' || long.endsWith(short) || (short.length > 1 && long.replace(LEVEL, '').endsWith(short))
}

export type Likeness = 'same' | 'maybe' | 'other'

/** Does a written name mean a known one, by their official forms alone? `maybe` where it names a place the known one does not. */
export function likeness(written: UnitForm, known: UnitForm): Likeness {
  if (written.body !== known.body)
    return written.place === '' && known.place === '' && isPrefixed(written.body, known.body) ? 'same' : 'other'
  if (!agree(written.place, known.place)) return 'other'
  return known.place.length < 2 && written.place.length > 1 ? 'maybe' : 'same'
}

/** 青禾区青山镇 for 青山镇, 青禾区政府办 for 区政府办 */
function isPrefixed(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (!long.endsWith(short)) return false
  return /^(?:区(?!域)|县|市(?![场政容民])|旗)./u.test(short) || (short.length > 2 && LEVEL.test(long.slice(0, -short.length)))
}

/** All that a unit may be called, each with the place the unit's own name tells: 区住建局 of 青禾区… is not 白桥区's. */
export function formsOf(name: string, others: readonly string[]): UnitForm[] {
  const own = formOf(name)
  const place = (form: UnitForm) => (form.place.length < own.place.length && agree(form.place, own.place) ? own.place : form.place)
  return [own, ...others.map(formOf).map((form) => ({ place: place(form), body: form.body }))]
}
