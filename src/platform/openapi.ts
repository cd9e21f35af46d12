import { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'

type Shape = z.core.JSONSchema.JSONSchema

/** OpenAPI 3.1 speaks JSON Schema 2020-12, which zod writes itself. */
const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Shape => z.toJSONSchema(shape, { io })

const parametersOf = (shape: z.ZodType, place: 'path' | 'query') => {
  const { properties = {}, required = [] } = schemaOf(shape, 'input')
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }))
}
const json = (schema: Shape) => ({ content: { 'application/json': { schema } } })
const refused = {
  description: '拒绝',
  ...json({ properties: { code: { type: 'string' }, message: { type: 'string' } }, required: ['code', 'message'] }),
}

const bytes = { content: { 'application/octet-stream': {} } }
const requestOf = (e: Endpoint) => ({ required: true, ...(e.body === 'bytes' ? bytes : json(schemaOf(e.input, 'input'))) })
const ifMatch = { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }

const operationOf = (e: Endpoint) => ({
  operationId: `${e.method} ${e.path}`,
  summary: e.title,
  'x-action': e.action,
  parameters: [
    ...parametersOf(e.params, 'path'),
    ...(e.method === 'get' || e.body === 'bytes' ? parametersOf(e.input, 'query') : []),
    ...(e.versioned ? [ifMatch] : []),
  ],
  ...(e.method === 'post' && { requestBody: requestOf(e) }),
  responses: { 200: { description: '成功', ...(e.answers === 'file' ? bytes : json(schemaOf(e.reply, 'output'))) }, default: refused },
})

export function openApiOf(endpoints: readonly Endpoint[]) {
  const paths: Record<string, Record<string, object>> = {}
  for (const e of endpoints) {
    const path = e.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [e.method]: operationOf(e) }
  }
  return { openapi: '3.1.0', info: { title: '闭环', version: '1' }, servers: [{ url: '/api' }], paths }
}
