import { openDatabase } from '#platform/db.ts'
import { openApiOf } from '#platform/openapi.ts'
import { buildApp } from '../../build-app.ts'
import { schemaOf } from '#platform/db.ts'
import type { Command } from '../command.ts'

export const openapi: Command = {
  about: '打印接口文档（OpenAPI 3.1）',
  operands: [],
  flags: {},
  run: async () => {
    const db = openDatabase('postgresql://localhost/unused', () => {}) // connects to nothing until asked
    const { endpoints } = buildApp({ db, clock: () => new Date(), files: '', schema: schemaOf('district') })
    const document = openApiOf(endpoints)
    return { json: document }
  },
}
