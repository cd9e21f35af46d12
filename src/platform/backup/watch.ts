/** Who follows a long piece of work: hears how far it is, and may end it. */
export type Watch = {
  readonly signal?: AbortSignal | undefined
  /** Called often; throws where the work is no longer wanted. */
  readonly onStep?: ((phase: string, done: number, total: number) => void | Promise<void>) | undefined
}

/** One more of so many is done. Throws where somebody ended the work. */
export async function step({ signal, onStep }: Watch, phase: string, done: number, total: number): Promise<void> {
  signal?.throwIfAborted()
  await onStep?.(phase, done, total)
}
