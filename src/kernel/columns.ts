import type { Day } from './days.ts'

/** The words for the values of a closed set. */
export type Words = Readonly<Record<string, string>>
export type SqlType = 'text' | 'int4' | 'int8' | 'bool' | 'date' | 'timestamptz' | 'uuid' | 'jsonb' | '_text' | '_uuid' | 'tsvector'

/** 公开 anybody may know, 内部 whoever reaches the row, 敏感 fewer (kernel/field-classes.ts), 举报人 sealed and read by named people only. */
export const FIELD_CLASSES = ['public', 'internal', 'sensitive', 'complainant'] as const
export type FieldClass = (typeof FIELD_CLASSES)[number]

type Spec = {
  /** By PostgreSQL's own name. */
  readonly sql: SqlType
  /** How history calls it; null: not for readers (keys, raw JSON, what follows from other columns). */
  readonly label: string | null
  /** Shown instead of the value: the word of a closed set (of a JSON object: the words of its keys), or the name of whatever bears this id. */
  readonly shownAs: Words | 'name' | null
  readonly nullable: boolean
  readonly defaulted: boolean
  /** What every row held before the column was there: events of that time do not know it. */
  readonly earlier: string | readonly string[] | null
  /** Whether the after-image in an event holds it; `computed`: no, facts give it, and verify computes it again; `digest`: its SHA-256 alone. */
  readonly recorded: 'yes' | 'no' | 'computed' | 'digest'
  readonly level: FieldClass
}

/** One column of a declared table: what is read from it, what an insert and what an update takes. */
export class Column<Select = unknown, Insert = unknown, Update = unknown> {
  /** Types only: no column has it as a value. */
  declare readonly types: readonly [Select, Insert, Update]
  readonly spec: Spec
  constructor(spec: Spec) {
    this.spec = spec
  }
  orNull(): Column<Select | null, Insert | null, Update | null> {
    return new Column({ ...this.spec, nullable: true })
  }
  /** The database fills it in where an insert leaves it out. */
  orDefault(): Column<Select, Insert | undefined, Update> {
    return new Column({ ...this.spec, defaulted: true })
  }
  /** The column came after events were recorded; until then every row held just this. */
  cameLater(earlier: string | readonly string[]): Column<Select, Insert, Update> {
    return new Column({ ...this.spec, earlier })
  }
  /** Not for everybody who reaches the row: to others it is absent, not masked. */
  sensitive(): Column<Select, Insert, Update> {
    return new Column({ ...this.spec, level: 'sensitive' })
  }
  /** It never enters an event. */
  unrecorded(): Column<Select, Insert, Update> {
    return new Column({ ...this.spec, recorded: 'no' })
  }
  /** Events hold its SHA-256 instead: nobody reads it there, and yet it can't be changed behind them. */
  digested(): Column<Select, Insert, Update> {
    return new Column({ ...this.spec, recorded: 'digest' })
  }
  /** It follows from facts, so it stands in no event either. */
  computed(): Column<Select, Insert, Update> {
    return new Column({ ...this.spec, recorded: 'computed' })
  }
}

const column = <Select, Write = Select>(sql: SqlType, label: string | undefined, shownAs: Spec['shownAs'] = null) =>
  new Column<Select, Write, Write>({
    sql,
    label: label ?? null,
    shownAs,
    nullable: false,
    defaulted: false,
    earlier: null,
    recorded: 'yes',
    level: 'internal',
  })

// Each takes the label by which history shows the column; one without a label is not shown.
export const text = (label?: string) => column<string>('text', label)
/** One of a closed set, kept as text. */
export const choice = <K extends string>(label: string, words: Readonly<Record<K, string>>) => column<K>('text', label, words)
export const int = (label?: string) => column<number>('int4', label)
/** Read as text: JavaScript's numbers end earlier. */
export const bigint = (label?: string) => column<string>('int8', label)
export const bool = (label?: string) => column<boolean>('bool', label)
/** 'YYYY-MM-DD'. */
export const day = (label?: string) => column<Day>('date', label)
export const instant = (label?: string) => column<Date>('timestamptz', label)
export const uuid = () => column<string>('uuid', undefined)
/** The id of somebody or something whose name readers see. */
export const named = (label: string) => column<string>('uuid', label, 'name')
export const texts = (label?: string) => column<string[]>('_text', label)
export const uuids = () => column<string[]>('_uuid', undefined)
/** Written as JSON text; `words`: what the keys of the object are called. */
export const json = <T = object>(label?: string, words?: Words) => column<T, string>('jsonb', label, words)
export const searchVector = () => column<string>('tsvector', undefined)

export type Columns = Readonly<Record<string, Column>>
export type Table<C extends Columns = Columns, K extends string | null = string | null> = {
  readonly columns: C
  /** By which column an event names its rows; null: no event holds them. */
  readonly key: K
} & TableOptions
type TableOptions<C extends string = string> = {
  /** The columns that name a row, the first that is filled; wherever its id is shown, this name is. */
  readonly name?: readonly C[]
  /** How history calls one of several rows: a word and the number in a column (措施3). */
  readonly line?: { readonly word: string; readonly no: C }
  /** Whose row it is, if history should say so: a column with a person's id. */
  readonly whose?: C
  /** Some rows come with the program, so no event holds them until somebody changes them. */
  readonly shipped?: boolean
}

/** A table whose rows every event keeps as they stood after it. */
export const table = <C extends Columns, K extends keyof C & string>(
  key: K,
  columns: C,
  options: TableOptions<keyof C & string> = {},
): Table<C, K> => ({
  columns,
  key,
  ...options,
})
/** A table that no event speaks of. */
export const unrecordedTable = <C extends Columns>(columns: C): Table<C, null> => ({ columns, key: null })
