import { createHash } from 'node:crypto'
import { addDays } from '#kernel/days.ts'
import { type Chain, STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import type { Decision } from '#kernel/decision.ts'
import { confirmRefusal, fallenBack, overdue } from '#features/closeout/domain/chain/confirming.ts'
import { voidedBySeal } from '#features/closeout/domain/chain/steps.ts'
import { canonical } from '#features/closeout/domain/seal/seal.ts'
import type { CaseFile, NewEntry, Outcome, Running, Situation, StoredEntry } from '#features/closeout/domain/situation.ts'
import { PEOPLE, TODAY, type Who, type Work, actor, caseFile, person, running, situation } from './closeout-fixture.ts'

/** A district of one problem in memory: the same decide functions as the server's, with the little that writes them down. */
export class World {
  readonly chain: Chain
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
  constructor(chain: Chain = STANDARD_CHAIN) {
    this.chain = chain
  }
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
      chain: this.chain,
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
      const isPage =
        this.#used.has(file.hash) || (file.purpose === 'verification' && others(file).some(({ purpose }) => purpose === 'opinion'))
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
