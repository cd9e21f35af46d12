import { z } from 'zod'
import type { Option } from '#ui/form/options.ts'

/** How a setting is filled in, told from the JSON Schema of its shape. */
export type SettingShape =
  | { readonly kind: 'number'; readonly limits: { readonly min?: number; readonly max?: number } }
  | { readonly kind: 'text'; readonly limits: { readonly max?: number } }
  | { readonly kind: 'one'; readonly options: readonly Option[] }
  | { readonly kind: 'many'; readonly options: readonly Option[] }

const Schema = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  items: z.object({ enum: z.array(z.string()).optional() }).optional(),
})

/** `words`: what the values of a choice are called. */
export function shapeOf(schema: unknown, words: Readonly<Record<string, string>> = {}): SettingShape {
  const { type, enum: values, minimum, maximum, maxLength, items } = Schema.parse(schema)
  const options = (values ?? items?.enum ?? []).map((value) => ({ value, label: words[value] ?? value }))
  if (type === 'array') return { kind: 'many', options }
  if (values) return { kind: 'one', options }
  if (type === 'integer' || type === 'number') return { kind: 'number', limits: given({ min: minimum, max: maximum }) }
  return { kind: 'text', limits: given({ max: maxLength }) }
}

/** What is known of them. */
const given = (limits: Readonly<Record<string, number | undefined>>) =>
  Object.fromEntries(Object.entries(limits).filter((limit): limit is [string, number] => limit[1] !== undefined))
