/** What the queue itself says of a job that it took from somebody, in words for people. */
const QUEUE_WORDS: Readonly<Record<string, string>> = {
  'job heartbeat timeout': '执行它的程序没有应答，可能被强行结束或断电',
  'job timed out': '超过一小时没有做完',
  'pg-boss shut down while active': '程序停止时还没有做完',
}
const UNKNOWN = '没有办成，原因不明'

type Output = Readonly<Record<string, unknown>> | null
export type Why = { readonly refused: boolean; readonly message: string | null; readonly detail: string | null }

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const objectIn = (value: unknown): Output => (typeof value === 'object' && value !== null ? (value as Output) : null)

/** Why a job was refused or broke, from what stands in the queue as its output. */
export function whyOf(state: string, output: Output): Why {
  const refusal = objectIn(output?.['refusal'])
  if (state === 'completed') return { refused: refusal !== null, message: textIn(refusal?.['message']), detail: null }
  if (output === null) return { refused: false, message: null, detail: null }
  return { refused: false, message: messageIn(output), detail: textIn(output['detail']) }
}

function messageIn({ message, value }: NonNullable<Output>): string {
  const text = textIn(message) ?? textIn(value) ?? textIn(objectIn(value)?.['message']) ?? UNKNOWN
  return QUEUE_WORDS[text] ?? text
}
