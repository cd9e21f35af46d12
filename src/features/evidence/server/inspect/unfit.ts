/** Why a file is not kept: a word for programs and the sentence for people, with the remedy. */
export class Unfit extends Error {
  readonly kind: string
  constructor(kind: string, message: string) {
    super(message)
    this.kind = kind
  }
}
