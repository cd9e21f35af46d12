import { z } from 'zod'

type Shape = {
  readonly anyOf?: readonly Shape[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string
  readonly format?: string
  readonly minimum?: number
  readonly minItems?: number
  readonly items?: Shape
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
}

const TEXTS: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000098',
  date: '2026-11-20',
  'date-time': '2026-11-20T08:00:00+08:00',
}

/** The least that a contract lets through: what is needed, each of it the simplest there is. */
export const formOf = (input: z.ZodType): unknown => valueOf(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape)

function valueOf(shape: Shape): unknown {
  if (shape.anyOf?.[0]) return valueOf(shape.anyOf[0])
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  return (BY_TYPE[shape.type ?? ''] ?? textOf)(shape)
}

const textOf = ({ format = '' }: Shape): unknown => TEXTS[format] ?? '某年某月'
const numberOf = ({ minimum = 1 }: Shape) => Math.max(minimum, 1)
const BY_TYPE: Readonly<Record<string, (shape: Shape) => unknown>> = {
  object: ({ properties = {}, required = [] }) => Object.fromEntries(required.map((name) => [name, valueOf(properties[name] ?? {})])),
  array: ({ minItems = 0, items = {} }) => Array.from({ length: minItems }, () => valueOf(items)),
  integer: numberOf,
  number: numberOf,
  boolean: () => false,
}
