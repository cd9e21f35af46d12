import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Files whose schemas cross the line between server and page. */
export const contractFiles = () => globSync('src/features/*/*.contract.ts', { cwd: ROOT }).toSorted()

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value

/** Every endpoint that a contract declares. */
export async function declaredEndpoints(): Promise<Endpoint[]> {
  const modules = await Promise.all(contractFiles().map(async (file): Promise<object> => import(`${ROOT}/${file}`)))
  return modules.flatMap((module) => Object.values(module)).filter(isEndpoint)
}

/** A place in a contract where a value stands: whose it is, how it is called there, and which values it may have; null: any text. */
type Leaf = { readonly at: string; readonly key: string; readonly values: readonly string[] | null }
type Inner = { readonly key: string; readonly schema: z.core.$ZodType }

/** A day, an id, a moment and a key of a fixed form are no free texts. */
// oxlint-disable no-underscore-dangle, typescript/switch-exhaustiveness-check -- zod's own name for the inside of a schema; most kinds hold nothing
const isFree = (def: z.core.$ZodStringDef) =>
  !('format' in def) && !(def.checks ?? []).some(({ _zod: { def: check } }) => check.check === 'string_format')

function leavesOf(schema: z.core.$ZodType, at: string, key: string): Leaf[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type === 'enum') return [{ at, key, values: Object.values(def.entries).map(String) }]
  if (def.type === 'string') return isFree(def) ? [{ at, key, values: null }] : []
  return innerOf(def, key).flatMap((inner) => leavesOf(inner.schema, inner.key === key ? at : `${at}.${inner.key}`, inner.key))
}

/** What a schema is made of. Entries of a list and of a record stand under the name of the whole. */
function innerOf(def: z.core.$ZodTypes['_zod']['def'], key: string): Inner[] {
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).map(([name, schema]) => ({ key: name, schema }))
    case 'array':
      return [{ key, schema: def.element }]
    case 'record':
      return [{ key, schema: def.valueType }]
    case 'union':
      return def.options.map((schema) => ({ key, schema }))
    case 'pipe': // what comes out of it is what it is for; behind a transform only what goes in is known
      return [{ key, schema: def.out._zod.def.type === 'transform' ? def.in : def.out }]
    case 'optional':
    case 'nullable':
    case 'default':
      return [{ key, schema: def.innerType }]
    default:
      return []
  }
}

/** Free texts whose name is that of a closed set elsewhere. */
const FREE: Readonly<Record<string, string>> = {
  by: 'who did it, by name; elsewhere by what something is proposed or was recognised',
  result: 'what a measure should lead to (应见成果); elsewhere what a lookback found',
  column: 'the head of a column as the sheet writes it; elsewhere a column of the ledger',
  missing: 'what stands in the way of an application, in words; elsewhere slots of the mechanism',
  assignee: 'whose item it is, by name; elsewhere nobody, anybody or me',
}

/** Texts that stand under the name of a closed set: what hid that a page knew `overdue` where the server sent `late`. */
export function looseTexts(endpoints: readonly Endpoint[]): string[] {
  return [...new Set(disguised(endpoints).flatMap(({ at, key }) => (key in FREE ? [] : [at])))]
}

/** Exceptions that nothing needs any more. */
export function idleExceptions(endpoints: readonly Endpoint[]): string[] {
  const needed = new Set(disguised(endpoints).map(({ key }) => key))
  return Object.keys(FREE).filter((key) => !needed.has(key))
}

function disguised(endpoints: readonly Endpoint[]): Leaf[] {
  const leaves = endpoints.flatMap(({ method, path, params, input, reply }) =>
    Object.entries({ params, input, reply }).flatMap(([part, schema]) => leavesOf(schema, `${method} ${path} ${part}`, part)),
  )
  const closed = new Set(leaves.flatMap(({ key, values }) => (values === null ? [] : [key])))
  return leaves.filter(({ key, values }) => values === null && closed.has(key))
}
