import type { Line } from './ledger-plan.ts'
import { handlerName, headName, leaderOfTown } from './people.ts'
import { nth } from './seeded.ts'
import type { DemoUnit } from './types.ts'
import { unitOf } from './units.ts'

const SEPARATORS = ['、', '，', '/', '\n', '、', '；', ' ']
/** Names that stand for no unit of today: offices abolished since, nicknames, everybody-and-nobody. */
const ABOLISHED = ['区环保局', '区畜牧水产局', '区国土资源分局', '区园林管理处']
const NICKNAMES = ['清水办', '相关镇街', '涉事企业', '区海草床保护站']

/** Mostly the short name; now and then the full one, or another the office is used to. */
function spell(unit: DemoUnit, i: number): string {
  if (i % 17 === 5) return unit.name
  return i % 9 === 4 ? nth([unit.shortName, ...unit.aliases], i) : unit.shortName
}

const lead = (line: Line): string => {
  if (line.era !== 'present' && line.i % 9 === 7) return nth(ABOLISHED, Math.floor(line.i / 9))
  return spell(unitOf(line.theme.lead), line.i)
}

/** Lines whose lead cell also names the helpers; their 配合单位 stays empty. */
const inOneCell = (line: Line): boolean => line.i % 12 === 3

const helpers = (line: Line): string[] => {
  const count = 1 + (line.i % line.theme.co.length)
  const units = line.theme.co.slice(0, count).map((key, n) => spell(unitOf(key), line.i + n))
  const town = line.i % 3 === 0 ? [unitOf(line.townKey).shortName] : []
  const stray = line.era === 'present' && line.i % 19 === 8 ? [nth(NICKNAMES, Math.floor(line.i / 19))] : []
  return [...units, ...town, ...stray]
}

/** 牵头单位: one unit, two side by side, or “甲局牵头，乙局配合” in one cell. */
export function leadCell(line: Line): string {
  if (inOneCell(line)) return `${lead(line)}牵头，${helpers(line).join('、')}配合`
  if (line.i % 16 === 6) return `${lead(line)}${nth(SEPARATORS, line.i)}${unitOf(line.townKey).shortName}`
  return lead(line)
}

/** 配合单位, with the separator the typist happened to use; empty in one line of seven. */
export const helpersCell = (line: Line): string => (inOneCell(line) || line.i % 7 === 2 ? '' : helpers(line).join(nth(SEPARATORS, line.i)))

/** 属地: the town; now and then its other name, or two towns for one stretch of river. */
export function territoryCell(line: Line): string {
  const town = unitOf(line.townKey)
  if (line.i % 15 === 6) return `${town.shortName}、${unitOf(nth(line.theme.places, line.k + 1)[0]).shortName}`
  return line.i % 10 === 3 ? nth(town.aliases, line.i) : town.shortName
}

/** 责任区领导 by the town's binding; 36 of 240 lines have none. */
export function leaderCell(line: Line): string {
  if ((line.i * 7) % 20 < 3) return ''
  const leader = leaderOfTown(line.townKey) ?? ''
  return line.i % 37 === 5 ? `${leader}、包联区领导壬` : leader
}

/** 具体责任人: the handler of the lead unit or of the town, sometimes the head, missing in one line of thirteen. */
export function personCell(line: Line): string {
  if (line.i % 13 === 9) return ''
  if (line.i % 23 === 3) return headName(unitOf(line.theme.lead))
  return handlerName(unitOf(line.i % 9 === 2 ? line.townKey : line.theme.lead))
}

export const acceptanceCell = (line: Line): string => (line.i % 6 === 1 ? '' : spell(unitOf(line.theme.accept), line.i + 2))
