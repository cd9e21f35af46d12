/** What an official paper says, before anybody decides how it is stored: rooms compose it, `platform/letter` writes it (rules.md R-81). */
export type DocxSpec = {
  /** Centred above everything; a long one is broken into lines of about the same length. */
  readonly title: string
  /** The document number with its year in any kind of brackets; printed with 〔〕. */
  readonly no?: string
  /** Main addressee; the colon is set by the writer. */
  readonly to?: string
  readonly blocks: readonly DocxBlock[]
  /** Names of the attachments, in order. */
  readonly attachments?: readonly string[]
  readonly signature?: DocxSignature
  /** 版记: who gets copies, who printed it and when. */
  readonly edition?: { readonly copies?: string; readonly issuer: string; readonly on: string }
  /** Small words beside the page number on every page: as of when, sealed by what. */
  readonly foot: string
}

/** The issuing body with the day in words; the day is centred under the body. */
export type DocxSignature = { readonly by: string; readonly on: string }

export type DocxBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Level 1 一、 level 2 （一） level 3 1. — counted by the writer. `rest` follows in body type on the same line. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly rest?: string }
  /** A small heading above a table of a form. */
  | { readonly kind: 'caption'; readonly text: string }
  /** A line in the type of a form, at the right or left above or below its tables. */
  | { readonly kind: 'line'; readonly text: string; readonly align: 'left' | 'right' }
  | DocxTable

export type DocxTable = {
  readonly kind: 'table'
  /** Widths of the columns in any unit: only their proportions count. */
  readonly widths: readonly number[]
  /** So many rows at the top are repeated on every page. */
  readonly head?: number
  /** Cells that continue one from above (`down`) or from the left (`span`) are left out. */
  readonly rows: readonly (readonly DocxCell[])[]
}

export type DocxCell = {
  /** A line end begins a new line. */
  readonly text: string
  /** The name of a field: centred, in the type of headings. */
  readonly label?: true
  readonly align?: 'left' | 'center' | 'right'
  readonly span?: number
  readonly down?: number
  /** Lines left free for a hand. */
  readonly blank?: number
  /** At the right foot of the cell: who signs, and the day. Never torn from the text above. */
  readonly sign?: readonly string[]
}

/** A document number with its year in six-angle brackets: 青改发〔2026〕3号. */
export const documentNo = (no: string): string => no.trim().replace(/[[【(（〔［]\s*(\d{4})\s*[\]】)）〕］]/u, '〔$1〕')
