import { z } from 'zod'

/** How a setting is filled in, told from the JSON Schema of its shape. */
export type SettingShape =
  | { readonly kind: 'number'; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: 'text'; readonly max: number | undefined }
  | { readonly kind: 'one'; readonly options: Options }
  | { readonly kind: 'many'; readonly options: Options }
type Options = readonly { readonly value: string; readonly label: string }[]

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
  if (type === 'integer' || type === 'number') return { kind: 'number', min: minimum, max: maximum }
  return { kind: 'text', max: maxLength }
}

/** A value as people say it: 15 天, 领导、单位. */
export function inWords(value: unknown, shape: SettingShape, unit = ''): string {
  const options = 'options' in shape ? shape.options : []
  const word = (each: unknown) => options.find((option) => option.value === each)?.label ?? String(each)
  return `${(Array.isArray(value) ? value : [value]).map(word).join('、')}${unit && ` ${unit}`}`
}
