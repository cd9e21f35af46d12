import type { z } from 'zod'
import type { Table } from './columns.ts'
import type { Grants } from './roles.ts'

/** A business "no": its HTTP status and its words; {names} are filled in from the refusal's detail. */
export type RefusalWords = Readonly<
  Record<
    string,
    {
      readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 422 | 428 | 429
      readonly message: string
      /** Stands in the audit record though its status is none of 403, 404, 429: somebody may be trying a lock. */
      readonly recorded?: true
    }
  >
>

/** What one setting means to the person who changes it. */
export type SettingWords = {
  readonly title: string
  readonly help: string
  readonly unit?: string
  /** What the values of a choice are called. */
  readonly options?: Readonly<Record<string, string>>
}
/** `standard` holds until a place says something else. */
export type SettingSpec = SettingWords & {
  readonly shape: z.ZodType
  readonly standard: unknown
  /** Kinds of scope that may have a value of their own; absent: all of them. */
  readonly scopes?: readonly string[]
  /** Edited on a page of its own, under a permission of its own. */
  readonly page?: `/${string}`
  /** A value in words, where neither options nor its own text say it. */
  readonly inWords?: (value: never) => string
}

/** For what a setting may have a value: `title` says what such a thing is. */
export type ScopeSpec = { readonly title: string }

/** A kind of matter: something with a page, holders, a deadline and a timeline of its own. */
export type KindSpec = {
  readonly title: string
  /** The table of its facts, by `matter_id`. */
  readonly facts: string
  /** What its own numbers begin with, or the setting that says so. */
  readonly number: { readonly prefix: string } | { readonly setting: string }
  /** Its page. */
  readonly path: `/${string}/:id`
  /** The action whose reach says who may see it: search finds it for nobody else. */
  readonly view: string
}

/** All that the rest of the house knows of a room without looking into it. What it names, no other room may name. */
export type Room = {
  readonly name: string
  readonly title: string
  readonly grants?: Grants
  readonly refusals?: RefusalWords
  readonly settings?: Readonly<Record<string, SettingSpec>>
  /** For what settings may have values, from wide to narrow; what a room further right declares is narrower. */
  readonly scopes?: Readonly<Record<string, ScopeSpec>>
  /** What its events may be, in the words that history shows. */
  readonly acts?: Readonly<Record<string, string>>
  readonly tables?: Readonly<Record<string, Table>>
  readonly kinds?: Readonly<Record<string, KindSpec>>
}
