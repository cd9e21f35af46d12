import type { Actor, Duty } from '#kernel/access.ts'
import type { Calendar, Day } from '#kernel/days.ts'
import { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import type { Role } from '#kernel/roles.ts'
import type { CaseFile, Human, People, Running, Situation, StoredEntry, Revocation } from '#features/closeout/domain/situation.ts'

const uuid = (n: number) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const UNITS = {
  root: UnitId.parse(uuid(1)),
  office: UnitId.parse(uuid(2)),
  lead: UnitId.parse(uuid(3)),
  accepting: UnitId.parse(uuid(4)),
}
const SEATS = {
  officer: ['office', 'officer'],
  officer2: ['office', 'officer'],
  handler: ['lead', 'handler'],
  leadHead: ['lead', 'head'],
  otherHead: ['accepting', 'head'],
  verifier: ['accepting', 'verifier'],
  verifier2: ['accepting', 'verifier'],
  leadVerifier: ['lead', 'verifier'],
  leader: ['root', 'leader'],
  leader2: ['root', 'leader'],
  supervisor: ['office', 'supervisor'],
  paper: ['accepting', null],
} as const satisfies Record<string, readonly [keyof typeof UNITS, Role | null]>
export type Who = keyof typeof SEATS
export const EVERYBODY = Object.keys(SEATS) as Who[]
export const person = (who: Who) => PersonId.parse(uuid(20 + EVERYBODY.indexOf(who)))
const below = (unit: UnitId) => (unit === UNITS.root ? Object.values(UNITS) : [unit])

const dutiesOf = (who: Who): Duty[] => {
  const [unit, role] = SEATS[who]
  return role === null ? [] : [{ role, units: below(UNITS[unit]) }]
}
export const actor = (who: Who): Actor => ({ id: person(who), name: who, duties: dutiesOf(who) })
export const PEOPLE: People = new Map(
  EVERYBODY.map((who): [string, Human] => {
    const unit = UNITS[SEATS[who][0]]
    return [
      person(who),
      {
        id: person(who),
        name: who,
        duties: dutiesOf(who),
        unitPath: [...new Set([unit, UNITS.root])],
        worksIn: [...new Set([unit, UNITS.root])],
        hasAccount: SEATS[who][1] !== null,
      },
    ]
  }),
)

const NO_HOLIDAYS: Calendar = { off: new Set(), on: new Set(), years: new Set([2026, 2027]) }
export const TODAY = '2026-11-23' as Day
/** The facts of the work, as rooms to the left keep them. */
export type Work = { text: string; done: boolean; proof: string[] }[]

/** A file nobody has used yet; another `hash`: other bytes. */
export const caseFile = (id: string, purpose: string, change: Partial<CaseFile> = {}): CaseFile => ({
  id,
  purpose,
  hash: `hash of ${id}`,
  name: `${id}.jpg`,
  takenAt: null,
  takenFrom: null,
  effectiveOn: null,
  side: null,
  pair: null,
  note: null,
  reused: null,
  ...change,
})

/** A problem ready to be applied for, with nothing else; tests change what they are about. */
export function situation(change: Partial<Situation> = {}): Situation {
  return {
    level: 'problem',
    declared: false,
    state: 'open',
    step: null,
    subject: { units: [UNITS.lead, UNITS.accepting], persons: [person('leader')] },
    parties: {
      lead: { id: UNITS.lead, name: '牵头单位' },
      territory: [],
      acceptance: [{ id: UNITS.accepting, name: '验收单位' }],
      leaders: [{ id: person('leader'), name: '包联领导甲' }],
    },
    doing: { units: [UNITS.lead], persons: [] },
    workUnits: [{ id: UNITS.lead, name: '牵头单位' }],
    measures: [{ id: 'm1', no: 1, done: true, proof: ['p1'] }],
    revoked: null,
    openPoints: [],
    closedParent: null,
    chain: STANDARD_CHAIN,
    running: null,
    doers: [{ id: person('handler'), name: 'handler' }],
    files: [caseFile('scan', 'opinion'), caseFile('photo', 'verification')],
    seal: 'S',
    verifiersMin: 2,
    unitsDiffer: true,
    confirmDays: 5,
    calendar: NO_HOLIDAYS,
    ...change,
  }
}

export const entry = (change: Partial<StoredEntry> & Pick<StoredEntry, 'step' | 'act'>): StoredEntry => ({
  id: `${change.step}-${change.act}`,
  seq: 1,
  verdict: null,
  signatoryId: person('officer'),
  recorderId: null,
  signedOn: TODAY,
  text: null,
  scanId: null,
  seal: 'S',
  facts: {},
  on: TODAY,
  voidedOn: null,
  confirmBy: null,
  confirmedOn: null,
  signatoryHasAccount: true,
  ...change,
})
export const running = (entries: readonly StoredEntry[] = [], change: Partial<Running> = {}): Running => ({
  applicantId: person('handler'),
  closedOn: null,
  filedOn: null,
  entries: [entry({ step: 'apply', act: 'apply', signatoryId: person('handler') }), ...entries],
  objections: [],
  ...change,
})

/** A closure taken back, with the last day that holds from there. */
export const REVOCATION: Revocation = { kind: 'rebound', reason: '反弹', dueOn: '2027-12-31' as Day, basis: '督办通知', measureIds: [] }
