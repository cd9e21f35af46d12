import { expect, test } from 'vitest'
import { answerTo } from './errors.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })

test.each([
  [withCode('ENOSPC'), 507, '磁盘已满'],
  [withCode('EDQUOT'), 507, '磁盘已满'],
  [withCode('53100'), 507, '磁盘已满'],
  [withCode('53300'), 503, '数据库暂时不可用'],
  [withCode('57P01'), 503, '数据库暂时不可用'],
  [withCode('ECONNREFUSED'), 503, '数据库暂时不可用'],
  [new Error('Query read timeout'), 503, '数据库暂时不可用'],
  [new Error('Client has encountered a connection error and is not queryable'), 503, '数据库暂时不可用'],
  [new Error('timeout exceeded when trying to connect'), 503, '数据库暂时不可用'],
  [withCode('55P03'), 409, '另有人正在办理'],
  [withCode('42703'), 500, '系统出错'],
  [new Error('anything'), 500, '系统出错'],
])('%s：%i，%s', (error, status, words) => {
  const answer = answerTo(error)
  expect(answer.status).toBe(status)
  expect(answer.body.message).toContain(words)
})
