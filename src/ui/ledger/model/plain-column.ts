import type { LedgerColumn } from '../types.ts'

type Look<Row> = Partial<Omit<LedgerColumn<Row>, 'key' | 'title' | 'width' | 'text'>>

/** A column that shows its text as it is, unless `look` says otherwise. */
export const plainColumn = <Row>(
  key: string,
  title: string,
  width: number,
  text: LedgerColumn<Row>['text'],
  look: Look<Row> = {},
): LedgerColumn<Row> => ({ key, title, width, text, render: text, ...look })
