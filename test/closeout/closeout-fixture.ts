import { createHash } from 'node:crypto'
import type { Actor, Duty } from '#kernel/access.ts'
import { type Calendar, type Day, addDays } from '#kernel/days.ts'
import type { Decision } from '#kernel/decision.ts'
import { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import type { Role } from '#kernel/roles.ts'
import { canonical } from '#features/closeout/domain/seal/seal.ts'
import type { CaseFile, Human, NewEntry, Outcome, People, Running, Situation, StoredEntry } from '#features/closeout/domain/situation.ts'
import { confirmRefusal, fallenBack, overdue } from '#features/closeout/domain/chain/confirming.ts'
import { voidedBySeal } from '#features/closeout/domain/chain/steps.ts'

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

/** A district of one problem in memory: the same decide functions as the server's, with the little that writes them down. */
export class World {
  today = TODAY
  cycle = 1
  state: Situation['state'] = 'open'
  step: string | null = null
  work: Work = []
  doers = new Set<string>()
  file: (Running & { entries: StoredEntry[]; objections: { id: string; answered: boolean; upheld: boolean }[]; statement: string }) | null =
    null
  returns = 0
  fallen = 0
  confirmations: string[] = []
  files: CaseFile[] = []
  /** Bytes that served as a signed page. */
  readonly #used = new Set<string>()
  /** Outcomes of closing, with what was true then. */
  closings: { s: Situation; outcome: Outcome }[] = []
  #next = 0
  newId = () => `id${(this.#next += 1)}`

  get facts(): Situation['measures'] {
    return this.work.map(({ done, proof }, i) => ({ id: `m${i + 1}`, no: i + 1, done, proof: [...proof] }))
  }
  sealOf = (statement = this.file?.statement ?? null) =>
    createHash('sha256')
      .update(canonical({ work: this.work, cycle: this.cycle, statement }))
      .digest('hex')

  situation(statement?: string): Situation {
    const doers = [...this.doers, ...(this.file ? [this.file.applicantId] : [])]
    return situation({
      state: this.state,
      step: this.step,
      measures: this.facts,
      running: this.file,
      files: this.caseFiles,
      doers: [...new Set(doers)].map((id) => ({ id, name: PEOPLE.get(id)?.name ?? id })),
      seal: this.sealOf(statement),
    })
  }

  /** Work on the facts by somebody: whatever was signed on others is void. */
  change(by: Who, how: (work: Work) => void): void {
    if (this.state === 'closed') return
    const before = canonical(this.work)
    how(this.work)
    // who changed nothing has done nothing
    if (canonical(this.work) === before) return
    this.doers.add(person(by))
    if (this.state !== 'in_closeout' || !this.file) return
    const voided = voidedBySeal(this.situation())
    if (voided) this.#void(voided.ids, voided.step)
  }
  #void(ids: readonly string[], step: string | null): void {
    if (this.file)
      this.file.entries = this.file.entries.map((line) =>
        ids.includes(line.id) && line.voidedOn === null ? { ...line, voidedOn: this.today } : line,
      )
    this.step = step
  }

  take(decision: Decision<Outcome>, s: Situation): boolean {
    if (!decision.ok) return false
    const { entry: line, to, voids, returned, closedOn, filedOn, reopens } = decision.event
    const { application } = line.facts
    if (application) this.#open(line.signatoryId, application.statement)
    if (!this.file) throw new Error('an act without a file')
    this.#void(voids.ids, to.step)
    this.file = {
      ...this.file,
      entries: [...this.file.entries, this.#stored(line, this.file.entries.length + 1)],
      closedOn: closedOn ?? this.file.closedOn,
      filedOn: filedOn ?? this.file.filedOn,
    }
    if (returned) this.returns += 1
    if (this.state !== 'closed' && to.state === 'closed') this.closings.push({ s, outcome: decision.event })
    this.state = to.state
    this.work = this.work.map((measure, i) => (reopens.includes(`m${i + 1}`) ? { ...measure, done: false } : measure))
    if (to.nextCycle) this.#nextCycle()
    return true
  }
  #stored(line: NewEntry, seq: number): StoredEntry {
    const signatoryHasAccount = PEOPLE.get(line.signatoryId)?.hasAccount ?? false
    if (line.scanId !== null) this.#used.add(this.hashOf(line.scanId))
    return { ...line, id: this.newId(), seq, on: this.today, voidedOn: null, confirmedOn: null, signatoryHasAccount }
  }
  hashOf = (id: string) => this.files.find((file) => file.id === id)?.hash ?? ''
  /** Somebody uploads a file: one nobody has used, or the bytes of one that is there. */
  upload(purpose: string, hash?: string): string {
    const id = this.newId()
    this.files.push(caseFile(id, purpose, hash === undefined ? {} : { hash }))
    return id
  }
  /** The same as the server's query says of each file. */
  get caseFiles(): CaseFile[] {
    const others = (file: CaseFile) => this.files.filter(({ hash, id }) => hash === file.hash && id !== file.id)
    return this.files.map((file) => {
      const isPage = this.#used.has(file.hash) || (file.purpose === 'verification' && others(file).some(({ purpose }) => purpose === 'opinion'))
      const isOther = file.purpose === 'opinion' && others(file).some(({ purpose }) => purpose !== 'opinion')
      return { ...file, reused: isPage ? 'scan' : isOther ? 'other' : null }
    })
  }
  /** Confirms or denies the first entry that is theirs to confirm. */
  confirm(by: Who, confirmed: boolean): void {
    const s = this.situation()
    const context = { actor: actor(by), today: this.today }
    const entry = s.running?.entries.find((each) => confirmRefusal(s, each, '', context) === null)
    if (!entry || !this.file) return
    if (!confirmed) return this.#fall(s, [entry])
    this.file.entries = this.file.entries.map((each) => (each.id === entry.id ? { ...each, confirmedOn: this.today } : each))
    this.confirmations.push(person(by))
  }
  /** Days go by; what nobody confirmed in time falls back. */
  later(days: number): void {
    this.today = addDays(this.today, days)
    const s = this.situation()
    const late = overdue(s, this.today)
    if (late.length > 0) this.#fall(s, late)
  }
  #fall(s: Situation, entries: readonly StoredEntry[]): void {
    const back = fallenBack(s, entries)
    if (!back || !this.file) return
    this.#void(back.ids, back.step)
    this.file = { ...this.file, closedOn: null }
    this.state = 'in_closeout'
    this.fallen += 1
  }
  #open(applicantId: string, statement: string): void {
    this.file = { ...(this.file ?? { ...running(), entries: [], objections: [] }), applicantId, statement }
  }
  #nextCycle(): void {
    this.cycle += 1
    this.file = null
    this.returns = 0
    this.doers.clear()
    this.work = this.work.map(({ text }) => ({ text, done: false, proof: [] }))
  }
}
