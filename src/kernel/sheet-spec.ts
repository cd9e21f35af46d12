/** What an official spreadsheet says, before anybody decides how it is stored: rooms compose it, the platform writes it. */
export type SheetColumn = {
  readonly key: string
  /** Neighbours with the same group share one merged cell above their titles. */
  readonly group?: string
  readonly title: string
  /** How many Chinese characters of the body type fit on one line of the column. */
  readonly width: number
  readonly align?: 'left' | 'center' | 'right'
}

export type SheetSpec = {
  /** Wished sheet name; forbidden characters go, length and repetition are mended on writing. */
  readonly name: string
  readonly title: string
  /** The line under the title: cut-off time and scope. */
  readonly note: string
  /** Bordered lines between note and head, such as the counts by axis on a leader's page. */
  readonly summary?: readonly { readonly label: string; readonly text: string }[]
  readonly columns: readonly SheetColumn[]
  /** Text only, in the order of the columns. */
  readonly rows: readonly (readonly string[])[]
  readonly paper: 'A3' | 'A4'
  readonly landscape: boolean
  /** Words at the left of the page footer, beside the page number; at most 200 characters. */
  readonly footer?: string
}

/** A sheet before its rows, and how many there will be: they are read while it is written. */
export type SheetFrame = Omit<SheetSpec, 'rows'> & { readonly rowCount: number }
