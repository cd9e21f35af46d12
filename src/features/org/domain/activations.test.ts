import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ADMIN_ROLES, type AdminRole } from '#kernel/roles.ts'
import { decidersOf } from './activations.ts'

const of = (...pairs: (readonly [string, AdminRole])[]) => pairs.map(([person, role]) => ({ person, role }))
const three = of(['甲', 'system_admin'], ['乙', 'security_admin'], ['丙', 'audit_admin'])

test.each([
  ['系统管理员提交的，由安全管理员启用', three, '甲', '丁', ['乙']],
  ['安全管理员提交的，由系统管理员启用', three, '乙', '丁', ['甲']],
  ['另有安全管理员的，由另一名安全管理员启用', [...three, ...of(['戊', 'security_admin'])], '乙', '丁', ['戊']],
  ['关系到唯一的安全管理员本人的，由审计管理员启用', three, '甲', '乙', ['丙']],
  ['另有系统管理员的，由其启用', [...three, ...of(['己', 'system_admin'])], '甲', '乙', ['己']],
] as const)('谁来启用：%s', (_, admins, madeBy, person, people) => {
  expect(decidersOf(admins, { madeBy, person })?.people).toEqual(people)
})

test('三员齐备时总有人可以启用，且绝不是提交人或当事人', () => {
  const people = fc.integer({ min: 0, max: 9 }).map(String)
  fc.assert(
    fc.property(fc.array(fc.tuple(people, fc.constantFrom(...ADMIN_ROLES)), { maxLength: 12 }), people, people, (drawn, madeBy, person) => {
      const admins = of(...new Map(drawn)) // nobody is two of them
      const found = decidersOf(admins, { madeBy, person })
      expect(found?.people ?? []).not.toContain(madeBy)
      expect(found?.people ?? []).not.toContain(person)
      if (new Set(admins.map(({ role }) => role)).size === 3) expect(found?.people.length).toBeGreaterThan(0)
    }),
  )
})
