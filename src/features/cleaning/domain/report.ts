import type { ComplainantKind } from '#kernel/rooms/complainants.ts'

/** Where something was found. */
export const PLACES = ['raw', 'field', 'phone', 'event', 'refused'] as const
export type Place = (typeof PLACES)[number]
export const PLACE_WORDS: Readonly<Record<Place, string>> = {
  raw: '问题的原始单元格',
  field: '填写的文字',
  phone: '误作责任人的姓名、电话',
  event: '办理记录',
  refused: '拒收行的原始单元格',
}
/** What only a person can judge. */
export const LOOKS = ['same', 'closeout', 'no-file', 'known-name', 'backups'] as const
export type Look = (typeof LOOKS)[number]

export type FoundCount = {
  readonly place: Place
  readonly sheet: string
  readonly head: string
  readonly kind: ComplainantKind
  readonly cells: number
}
/** What a cleaning has found so far: how often, where, of what kind; never what. */
export type Found = {
  readonly counts: readonly FoundCount[]
  readonly looks: Readonly<Partial<Record<Look, number>>>
  readonly matters: number
  readonly events: number
  readonly exports: number
}
export const NOTHING: Found = { counts: [], looks: {}, matters: 0, events: 0, exports: 0 }

const keyOf = ({ place, sheet, head, kind }: FoundCount) => JSON.stringify([place, sheet, head, kind])

/** Equal places are counted together. */
export function added(a: Found, b: Partial<Found>): Found {
  const counts = new Map<string, FoundCount>()
  for (const one of [...a.counts, ...(b.counts ?? [])])
    counts.set(keyOf(one), { ...one, cells: (counts.get(keyOf(one))?.cells ?? 0) + one.cells })
  const looks = { ...a.looks }
  for (const look of LOOKS) if (b.looks?.[look]) looks[look] = (looks[look] ?? 0) + (b.looks[look] ?? 0)
  return {
    counts: [...counts.values()],
    looks,
    matters: a.matters + (b.matters ?? 0),
    events: a.events + (b.events ?? 0),
    exports: a.exports + (b.exports ?? 0),
  }
}

const sum = (counts: readonly FoundCount[]) => counts.reduce((total, { cells }) => total + cells, 0)

const LOOK_WORDS: Readonly<Record<Look, (n: number) => string>> = {
  same: (n) => `有 ${n} 格与举报人的姓名或电话相同，但列名属于责任人等其他人，未动：请核对是否误填`,
  closeout: (n) => `${n} 个已进入销号的问题改动了文字：请核对销号卷；验收中的，签署按规则退回重签`,
  'no-file': (n) => `${n} 份导入的原文件已不在，只能按列名识别：“姓名”“联系电话”这类没有写明是谁的列未动，请核对`,
  'known-name': (n) => `“名称对照”里有 ${n} 个名称与举报人姓名相同，未动：请核对`,
  backups: () => '清理前的备份、已下载的导出文件和纸质台账仍有原文：请按涉密载体管理或销毁',
}

/** The report in words: what was found, what was done, what a person must look at. */
export function reportWords({ counts, looks, matters, events, exports }: Found): { readonly done: string[]; readonly look: string[] } {
  const total = sum(counts)
  if (total === 0) return { done: ['没有发现未封存的举报人信息。'], look: [] }
  const done = PLACES.flatMap((place) => {
    const n = sum(counts.filter((one) => one.place === place))
    return n === 0 ? [] : [`${PLACE_WORDS[place]}：封存 ${n} 处`]
  })
  return {
    done: [
      ...done,
      `涉及 ${matters} 个问题；${events} 条办理记录已封存其中的部分，校验链不变，每条另有封存记录可供核对`,
      exports === 0 ? '没有需要删除的导出文件' : `删除清理前生成的导出文件 ${exports} 份，需要的请重新导出`,
    ],
    look: LOOKS.flatMap((look) => {
      const n = looks[look] ?? 0
      return n === 0 ? [] : [LOOK_WORDS[look](n)]
    }),
  }
}
