import { type Day, dayFrom } from '#kernel/days.ts'

/** A case number: `no` and `key` are certain, the rest is what recent numbers happen to spell (rules.md R-75). */
export type CaseNo = {
  readonly no: string
  /** Marked as a key case (重点件). */
  readonly key: boolean
  readonly batch?: string
  readonly channel?: '来电' | '来信'
  readonly round?: number
  readonly province?: string
  readonly received?: Day
  readonly serial?: number
}

/** 第五批, 第29、30批 (rules.md R-75) */
const BATCH = /第?\s*[一二三四五六七八九十百\d]+(?:\s*[、,和至-]\s*[一二三四五六七八九十百\d]+)*\s*批/u
const PARTS = /^([DX])([1-9])?([A-Z]{2}|\d{6})?(20\d{2})(\d{2})(\d{2})(\d{3,4})$/u

/** Reads the cell of a case number; undefined where nothing but marks is left. */
export function readCaseNo(raw: string): CaseNo | undefined {
  const text = raw.normalize('NFKC')
  const batch = BATCH.exec(text)?.[0].replace(/\s/gu, '')
  // A mark in the middle (D*008) hides digits, it marks no key case.
  const code = text.replace(BATCH, '').replace(/\s/gu, '')
  const no = code.replace(/^[*★☆]+|[*★☆]+$|\(?重点件?\)?/gu, '')
  if (no === '') return undefined
  const base = { no, key: no !== code, ...(batch === undefined ? {} : { batch }) }
  return { ...base, ...spelled(no) }
}

function spelled(no: string): Partial<CaseNo> {
  const [, channel, round, place, year, month, date, serial] = PARTS.exec(no) ?? []
  const received = dayFrom(Number(year), Number(month), Number(date))
  if (!channel || !received) return {}
  return {
    channel: channel === 'D' ? '来电' : '来信',
    ...(round === undefined ? {} : { round: Number(round) }),
    ...(place !== undefined && /[A-Z]/u.test(place) ? { province: place } : {}),
    received,
    serial: Number(serial),
  }
}
