import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { Text } from '#kernel/fields.ts'
import { contractFiles, declaredEndpoints, idleExceptions, looseTexts } from './closed-sets.ts'

const reply = (path: `/${string}`, shape: z.ZodType) =>
  endpoint({ method: 'get', path, title: path, action: 'logged-in', params: nothing, input: nothing, reply: shape })

test('约定里没有以自由文字冒充的封闭取值', async () => {
  const endpoints = await declaredEndpoints()
  expect(endpoints.length).toBeGreaterThan(100)
  expect(looseTexts(endpoints)).toEqual([])
  expect(idleExceptions(endpoints)).toEqual([])
})

test('同名的取值一处封闭、一处是文字，指出文字那一处：列表、可空、分页里的也算', () => {
  const closed = reply('/closed', z.object({ clock: z.object({ tone: z.enum(['late', 'soon']) }) }))
  const loose = reply('/loose', z.object({ rows: z.array(z.object({ tone: Text.nullable() })) }))
  const typed = reply('/typed', z.object({ tone: z.string().trim().min(1).optional() }))
  const fixed = reply('/fixed', z.object({ tone: z.iso.date() }))
  expect(looseTexts([closed, fixed])).toEqual([])
  expect(looseTexts([closed, loose, typed])).toEqual(['get /loose reply.rows.tone', 'get /typed reply.tone'])
})

test('约定只用 kernel 里有名字的类型：日期、时刻、文字都不另写', () => {
  const own = contractFiles().flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) => (/z\s*\.(?:string\(|iso\b)|^\s*\.string\(\)/u.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
  )
  expect(own).toEqual([])
})
