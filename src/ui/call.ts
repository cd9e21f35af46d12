import { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'

const Refusal = z.object({ message: z.string() })

/** Calls an endpoint by its contract. The server's reason is the error's message, ready to be shown. */
export async function call<P extends z.ZodType, I extends z.ZodType, R extends z.ZodType>(
  e: Endpoint<P, I, R>,
  params: z.input<P>,
  input: z.input<I>,
): Promise<z.output<R>> {
  const names = Object.entries(params as Record<string, string>)
  const path = names.reduce((url, [name, value]) => url.replace(`:${name}`, encodeURIComponent(value)), `/api${e.path}`)
  const response =
    e.method === 'get'
      ? await fetch(`${path}?${queryOf(input)}`)
      : await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) })
  const data: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new Error(Refusal.safeParse(data).data?.message ?? '服务器没有应答，请稍后再试')
  return e.reply.parse(data)
}

const queryOf = (input: unknown) =>
  new URLSearchParams(
    Object.entries(input as Record<string, string | number | undefined>).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
