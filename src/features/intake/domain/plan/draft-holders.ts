import { PARTS, type Part } from '#kernel/rooms/matters.ts'
import { isUnitGroup } from '#features/org/domain/unit-groups.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { type Issue, type Line, rawOf, textOf, unitsOf } from './line.ts'
import type { Finder } from './names.ts'

type Holders = Readonly<Partial<Record<Part, readonly Holder[]>>>
const peopleIn = (text: string | null): string[] =>
  (text ?? '')
    .split(/[、，,；;\n/]+/u)
    .map((name) => name.trim())
    .filter(Boolean)
const UNIT_FIELDS = ['leadUnit', 'coUnits', 'responsibleUnits', 'territory', 'acceptanceUnit', 'supervisingUnit'] as const

/** A title before the name of a leader: 区领导：某某 names one person. */
const TITLE = /^(?:(?:责任|包联|牵头|分管|联系|包保|挂包|督导)?(?:区|市|县|旗)?(?:级)?领导|责任人|牵头人)[:：]\s*/u
const leadersIn = (text: string | null) =>
  peopleIn(text)
    .map((name) => name.replace(TITLE, ''))
    .filter(Boolean)

const PHONE_AFTER = /^(?<name>\D*?\p{Script=Han}\D*?)[\s:：,，(（]*(?<phone>1\d{10}|0\d{2,3}-?\d{7,8}|\d{7,8})[)）]?$/u

/** Each person with a phone, in their order, a gap for one who has none; where they do not go together the first has them all. */
function personsOf(line: Line, names: Finder): Holder[] {
  const written = peopleIn(textOf(line, 'person'))
  const text = textOf(line, 'phone') ?? ''
  if (text === '') return written.map((one) => withOwnPhone(one, names))
  const each = text.split(/[、，,；;\n]/u).map((phone) => phone.trim())
  const phones = written.length > 1 && each.findLastIndex((phone) => phone !== '') < written.length ? each : [text]
  return written.map((name, i) => names.person(name, phones[i] || undefined))
}

/** 具体责任人及电话 in one cell: the phone behind the name is no part of it. */
function withOwnPhone(written: string, names: Finder): Holder {
  const { name = written, phone } = PHONE_AFTER.exec(written)?.groups ?? {}
  return names.person(name.trim(), phone)
}

type Named = { readonly name: string; readonly part: 'lead' | 'co' | null }
type Shared = { readonly lead: readonly string[]; readonly co: readonly string[]; readonly question: string | null }

/**
 * Who leads and who helps (rules.md R-73): as the marks say, else as the head says. Units that stand in one cell without a mark do not all
 * lead: the first does, unless somebody else does already, and a person is asked. Nobody does both.
 */
function sharedOut(line: Line): Shared {
  const of = (key: string, otherwise: 'lead' | 'co' | null): Named[] =>
    unitsOf(line, key).map(({ name, part }) => ({ name, part: part ?? otherwise }))
  const all = [...of('leadUnit', 'lead'), ...of('coUnits', 'co'), ...of('responsibleUnits', null)]
  const named = (part: Named['part']) => [...new Set(all.filter((unit) => unit.part === part).map(({ name }) => name))]
  const [marked, unmarked] = [named('lead'), named(null)]
  const first = marked.length > 0 ? [] : unmarked.slice(0, 1)
  const lead = [...marked, ...first]
  const co = [...named('co'), ...unmarked].filter((name, i, list) => !lead.includes(name) && list.indexOf(name) === i)
  const others = unmarked.filter((name) => !lead.includes(name))
  const question =
    others.length === 0
      ? null
      : `未写明谁牵头、谁配合：按${lead.join('、')}牵头、${others.join('、')}配合登记，请核对；不对的导入后在台账改，改过的不会再被表格改回`
  return { lead, co, question }
}

/** Who holds what by a row, and what of it a person has to look at. */
export function holdersOf(line: Line, names: Finder): { readonly holders: Holders; readonly issues: readonly Issue[] } {
  const { lead, co, question } = sharedOut(line)
  const units = (list: readonly string[]) => list.map((name) => (isUnitGroup(name) ? names.group(name) : names.unit(name)))
  const named = (key: string) => units(unitsOf(line, key).map(({ name }) => name))
  const leads = once(units(lead))
  const all: Record<Part, Holder[]> = {
    leader: leadersIn(textOf(line, 'leader')).map((name) => names.person(name)),
    lead: leads,
    co: once(units(co)).filter((holder) => !leads.some((other) => keyOf(other) === keyOf(holder))),
    territory: rawOf(line, 'territory') === undefined ? territoryOf(line, names) : named('territory'),
    person: personsOf(line, names),
    acceptance: named('acceptanceUnit'),
    supervising: named('supervisingUnit'),
  }
  const holders = Object.fromEntries(PARTS.flatMap((part) => (all[part].length > 0 ? [[part, once(all[part])]] : [])))
  const column = line.heads['responsibleUnits'] ?? null
  return { holders, issues: question === null ? [] : [{ row: line.row, column, message: question }] }
}

const keyOf = ({ unitId, personId, text }: Holder) => unitId ?? personId ?? text
/** Two columns may name the same unit for one part; it holds that part once. */
const once = (holders: readonly Holder[]): Holder[] => {
  const keys = holders.map(keyOf)
  return holders.filter((_, i) => keys.indexOf(keys[i]) === i)
}

/** A place is a holder only where it is one of our units: 属地镇 holds territory, 某路以北 is just a place. */
function territoryOf(line: Line, names: Finder): Holder[] {
  const place = textOf(line, 'region')
  return peopleIn(place)
    .map((name) => names.place(name))
    .filter((holder) => holder !== undefined)
}

export const namesIn = (line: Line): string[] => [
  ...UNIT_FIELDS.flatMap((key) => unitsOf(line, key).map(({ name }) => name)),
  ...leadersIn(textOf(line, 'leader')),
  ...peopleIn(textOf(line, 'person')),
]
