import type { ReadRefusal } from '#kernel/sheet.ts'

/** Thrown anywhere in the reader's process; its entry turns it into the answer. */
export class Refused extends Error {
  readonly refusal: ReadRefusal
  constructor(kind: ReadRefusal['kind'], message: string) {
    super(message)
    this.refusal = { kind, message }
  }
}
