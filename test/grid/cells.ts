import type { Endpoint } from '#kernel/endpoint.ts'
import { SEAT_NAMES, roleOf } from '../people.ts'
import { addressOf, bodyOf, holesOf, keyOf } from './bodies.ts'
import { EXPECTED, type Far, type Target, farOf } from './expected.ts'
import { type GridSeat, type Ids, MUST_CHANGE, type World } from './world.ts'

/** Whose the objects of a name in a path are: of a matter that units take part in, of one person, or of the whole place. */
export const OBJECTS: Readonly<Record<string, 'matter' | 'person' | 'place'>> = {
  matterId: 'matter',
  problemId: 'matter',
  measureId: 'matter',
  evidenceId: 'matter',
  entryId: 'matter',
  objectionId: 'matter',
  itemId: 'matter',
  viewId: 'person',
  tokenId: 'person',
  mark: 'person',
  activation: 'place',
  jobId: 'person',
  lookbackId: 'place',
  intakeId: 'place',
  proposalId: 'place',
  unit: 'place',
  unitId: 'place',
  person: 'place',
  duty: 'place',
  inspection: 'place',
  source: 'place',
}

export type Cell = { readonly e: Endpoint; readonly seat: GridSeat | undefined; readonly target: Target }
/** What a cell must answer. `there`: permission does not stand in the way, whatever the state of the thing says. */
export type Due = 'not logged in' | 'password first' | 'denied' | 'malformed' | 'not found' | 'there'

const TARGETS: Readonly<Record<string, readonly Target[]>> = {
  matter: ['own', 'child', 'foreign', 'missing', 'malformed'],
  person: ['own', 'foreign', 'missing', 'malformed'],
  place: ['own', 'missing', 'malformed'],
}
const kindOf = (e: Endpoint) => {
  if (e.path.startsWith('/jobs/') || e.path.startsWith('/org/tokens/')) return 'place' // whoever keeps the system is shown everybody's
  const kinds = holesOf(e).map((name) => OBJECTS[name])
  return kinds.find((kind) => kind !== undefined)
}
export const SEATS: readonly (GridSeat | undefined)[] = [undefined, MUST_CHANGE, ...SEAT_NAMES]

export const cellsOf = (endpoints: readonly Endpoint[]): Cell[] =>
  endpoints.flatMap((e) => {
    const kind = kindOf(e)
    const targets = kind === undefined ? (['own'] as const) : (TARGETS[kind] ?? [])
    return SEATS.flatMap((seat) => targets.map((target) => ({ e, seat, target })))
  })

/** What must come of a cell, from the table written by hand alone. */
export function dueOf(cell: Cell): Due {
  const { e, seat } = cell
  const rule = EXPECTED.get(keyOf(e))
  if (!rule) throw new Error(`${keyOf(e)} is missing in test/grid/expected.ts`)
  if (rule.who === 'anybody') return 'there'
  if (seat === undefined) return 'not logged in'
  if (seat === MUST_CHANGE) return rule.beforePassword ? 'there' : 'password first'
  const far = farOf(keyOf(e), roleOf(seat))
  return far === undefined ? 'denied' : dueWithin(cell, far)
}

/** The same for whoever has the permission, which reaches this far. */
function dueWithin({ e, target }: Cell, far: Far): Due {
  if (target === 'malformed') return 'malformed'
  if (target === 'missing') return 'not found'
  const hidden = target === 'foreign' && (kindOf(e) === 'person' || far !== 'all')
  return hidden ? 'not found' : 'there'
}

export type Answer = Awaited<ReturnType<ReturnType<World['as']>['get']>>

/** Sends a cell's request; `extra` goes into the body or the query, where nobody knows it. */
export const send = (world: World, cell: Cell, extra?: Record<string, unknown>): Promise<Answer> =>
  sendWith(world, cell, world.idsFor(cell.seat, cell.target), extra)

/** The same with these ids. */
export async function sendWith(
  world: World,
  { e, seat }: Omit<Cell, 'target'>,
  ids: Ids,
  extra?: Record<string, unknown>,
): Promise<Answer> {
  const as = world.send(seat)
  const strange = extra ? Object.keys(extra).map((name) => `${name}=1`) : []
  if (e.method === 'get') return as.get(addressOf(e, ids, strange.join('&')))
  if (e.body === 'bytes') return as.upload(addressOf(e, ids, strange.join('&')), Buffer.from('x'))
  return as.post(addressOf(e, ids), { ...(bodyOf(e, ids) as object), ...extra }, e.versioned ? { 'if-match': '"999"' } : {})
}

const CODES: Readonly<Partial<Record<Due, readonly [status: number, code: string]>>> = {
  'not logged in': [401, 'access.unknown'],
  'password first': [403, 'session.change-password'],
  denied: [403, 'access.denied'],
}
/** Lists of what hangs on a thing, and of nothing where there is no such thing: what does not exist and what is empty answer alike. */
const EMPTY_WHERE_MISSING: readonly string[] = [
  'get /lookbacks/:lookbackId/items',
  'get /lookbacks/:lookbackId/proposals',
  'get /matters/:matterId/complainants',
  'get /intake/:intakeId/job',
  'get /org/people/:person/sessions',
]
/** What an endpoint says of its own matter once permission was no question: no sealed data, no such name, wrong password. */
const BEYOND: Readonly<Record<string, string | readonly string[]>> = {
  'post /session/login': 'session.wrong',
  'post /session/second-factor': 'input.invalid', // a code that is not the one
  'post /session/unified/begin': 'session.unified-off',
  'post /session/unified/finish': ['session.unified-off', 'session.wrong'], // tries from one address are counted
  'post /matters/:matterId/complainants/read': 'complainant.none',
  'post /org/known-names/forget': 'org.not-found',
  'post /org/tokens/:tokenId/end': 'org.token-missing', // its owner has ended it a moment before
  'post /backups/cancel': 'jobs.not-found',
  'post /intake/:intakeId/cancel-commit': 'jobs.not-found',
}
/** Refusals that say something of the form or the permission: with them a cell that should be there is not. */
const NOT_THERE: readonly number[] = [400, 401, 404]

/** Whether an answer is what a cell must get. */
export function fits(due: Due, { e }: Cell, { status, json }: Answer): boolean {
  const exact = CODES[due]
  if (exact) return status === exact[0] && json['code'] === exact[1]
  if (due === 'malformed') return status === 400
  if (due === 'not found') return status === (EMPTY_WHERE_MISSING.includes(keyOf(e)) ? 200 : 404)
  const code = typeof json['code'] === 'string' ? json['code'] : ''
  return (code !== '' && [BEYOND[keyOf(e)]].flat().includes(code)) || isThere(e, status, code)
}

function isThere(e: Endpoint, status: number, code: string): boolean {
  if (e.method === 'get') return status === 200
  return status < 500 && !NOT_THERE.includes(status) && code !== 'access.denied'
}

/** What of an answer may not differ between a thing out of reach and one that does not exist. */
export const visiblePart = ({ status, json, headers, bytes }: Answer) => {
  const { date: _, ...plain } = headers
  return JSON.stringify({ status, plain, body: Object.keys(json).length > 0 ? json : bytes.toString('base64') })
}
