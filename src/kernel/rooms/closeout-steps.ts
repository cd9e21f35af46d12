/** Whose turn a step is. */
export const STEP_HOLDERS = ['lead_head', 'territory_head', 'acceptance', 'supervising', 'office', 'leader'] as const
export type StepHolder = (typeof STEP_HOLDERS)[number]
export const STEP_HOLDER_WORDS: Readonly<Record<StepHolder, string>> = {
  lead_head: '牵头单位负责人',
  territory_head: '属地负责人',
  acceptance: '验收单位验收人',
  supervising: '督导员',
  office: '专班',
  leader: '包联领导',
}

export const DAY_TYPES = ['calendar', 'working'] as const
export type DayType = (typeof DAY_TYPES)[number]
export const DAY_TYPE_WORDS: Readonly<Record<DayType, string>> = { calendar: '自然日', working: '工作日' }

/** What an act is called: on its button, and in a refusal. */
export type ActWords = { readonly button: string; readonly refusal: string }
/** A line that an act leaves in the file: its word, and the name under which the act stands in the record. */
type EntrySpec = { readonly word: string; readonly receipt: string }

type Spec = {
  /** What one does in it. */
  readonly word: string
  /** State and step in a word while it waits. */
  readonly waiting: string
  readonly holders: readonly StepHolder[]
  /** As it comes into a chain. */
  readonly begins: { readonly name: string; readonly holder: StepHolder; readonly days?: number; readonly dayType?: DayType }
  /** May its passing close the problem; or does it stand behind the closing. */
  readonly closing: 'may-close' | 'before' | 'after'
  readonly entries: Readonly<Record<string, EntrySpec>>
  /** In 待我办理: title, how it is done, the button of a row; `byPlace`: done on the spot. */
  readonly queue: { readonly title: string; readonly hint: string; readonly button: string; readonly byPlace?: true }
}
/**
 * How a step is decided: by a text under a signature that lets it pass or sends it back (`opinion`), by what was found on site, by a notice that
 * stands its days, or by reporting upwards. A kind of the sort `opinion` costs what is declared here, and a form where the common one does not do.
 */
type OpinionSpec = Spec & {
  readonly sort: 'opinion'
  readonly signed: {
    /** The line it leaves when it passes, and its verdict. */
    readonly entry: string
    readonly verdict: 'agree' | 'pass'
    /** What the text is called. */
    readonly text: string
    /** The form on the page. */
    readonly form: string
    readonly words: ActWords
  }
}
type OtherSpec = Spec & { readonly sort: 'verification' | 'notice' | 'filing' }
export type StepSort = (OpinionSpec | OtherSpec)['sort']

/** Every kind of step a chain may have (rules.md R-51), each declared once. */
export const STEPS = {
  opinion: {
    sort: 'opinion',
    word: '签署意见',
    waiting: '验收中',
    holders: ['lead_head', 'territory_head', 'supervising', 'office', 'leader'],
    begins: { name: '签署意见', holder: 'office' },
    closing: 'may-close',
    entries: { opinion: { word: '签署意见', receipt: 'closeout.sign' } },
    queue: { title: '待我签署意见', hint: '打开问题，看过材料后签署；纸质签批的由专班代录。', button: '去签署' },
    signed: { entry: 'opinion', verdict: 'agree', text: '意见', form: 'sign', words: { button: '签署意见', refusal: '签署意见' } },
  },
  verification: {
    sort: 'verification',
    word: '现场核查',
    waiting: '验收中',
    holders: ['acceptance'],
    begins: { name: '现场核查', holder: 'acceptance' },
    closing: 'before',
    entries: { verification: { word: '现场核查', receipt: 'closeout.verify' } },
    queue: {
      title: '待现场核查',
      hint: '按所在地排好，逐项到现场核查；没有网络时填写的内容存在本机。',
      button: '去核查',
      byPlace: true,
    },
  },
  notice: {
    sort: 'notice',
    word: '公示',
    waiting: '验收中',
    holders: ['office'],
    begins: { name: '销号公示', holder: 'office', days: 7, dayType: 'calendar' },
    closing: 'may-close',
    entries: {
      notice: { word: '开始公示', receipt: 'closeout.notice' },
      notice_end: { word: '公示结束', receipt: 'closeout.notice-end' },
    },
    queue: { title: '公示待办', hint: '开始公示，或公示期满后登记结果。', button: '去办理' },
  },
  filing: {
    sort: 'filing',
    word: '备案',
    waiting: '已销号',
    holders: ['office'],
    begins: { name: '备案', holder: 'office' },
    closing: 'after',
    entries: { filing: { word: '备案', receipt: 'closeout.file' } },
    queue: { title: '待备案', hint: '已销号的报上级备案，登记文号。', button: '去登记' },
  },
} as const satisfies Readonly<Record<string, OpinionSpec | OtherSpec>>

export type StepKind = keyof typeof STEPS
type Declared = (typeof STEPS)[StepKind]
type SignedSpec = Extract<Declared, { readonly sort: 'opinion' }>['signed']
/** Forms in which steps of the sort `opinion` are signed. */
export type SignForm = SignedSpec['form']
type Both<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer I) => void ? I : never
type Entries = Both<Declared['entries']>

export const STEP_KINDS = Object.keys(STEPS) as [StepKind, ...StepKind[]]
export const STEP_KIND_WORDS = Object.fromEntries(Object.entries(STEPS).map(([kind, { word }]) => [kind, word])) as Record<StepKind, string>
/** Lines that steps leave in the file, by their name. */
export const STEP_ENTRIES = Object.assign({}, ...Object.values(STEPS).map(({ entries }) => entries)) as Entries
export type StepEntry = keyof Entries

/** What is declared of a kind, whichever it is. */
export const specOf = (kind: StepKind): Spec & { readonly sort: StepSort } => STEPS[kind]
export const isOfSort = (step: { readonly kind: StepKind } | null | undefined, sort: StepSort): boolean =>
  step ? specOf(step.kind).sort === sort : false
/** How a step is signed; undefined where nobody signs a text. */
export function signedOf(kind: StepKind): SignedSpec | undefined {
  const spec: Declared = STEPS[kind]
  return spec.sort === 'opinion' ? spec.signed : undefined
}
