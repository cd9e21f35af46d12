import { assert, constant, constantFrom, dictionary, integer, oneof, property } from 'fast-check'
import { expect, test } from 'vitest'
import { SCOPES, SETTINGS, type SettingKey } from './rooms.ts'
import {
  SCOPE_KINDS,
  type StoredSetting,
  mayHold,
  resolveSetting,
  scopeParts,
  settingInWords,
  settingsIn,
  storedSettings,
} from './settings.ts'

const KEYS = Object.keys(SETTINGS) as SettingKey[]
const KEY = 'deadline.immediate-days'
const MATTER = { batch: 'b1', inspection: 'i1', class: 'feedback' }
/** The lookup of the design, written down by hand. */
const NARROW_TO_WIDE = ['batch:b1', 'inspection:i1', 'class:feedback', 'place']
/** Other matters' scopes: never asked. */
const OTHERS = ['batch:b2', 'inspection:i2', 'class:petition', 'street:x', 'inspection', 'place:1']

const value = oneof(
  integer({ min: 1, max: 365 }).map((days) => ({ value: days, fit: true })),
  constantFrom<unknown>('15', 0, 366, 1.5, true, [3], { days: 3 }).map((wrong) => ({ value: wrong, fit: false })),
  constant({ value: null, fit: false }),
)
const stored = dictionary(constantFrom(...NARROW_TO_WIDE, ...OTHERS), value)
const rowsOf = (values: Record<string, { value: unknown }>): StoredSetting[] =>
  Object.entries(values).map(([scope, held], at) => ({ key: KEY, scope, version: at + 1, value: held.value }))

test('最窄的有值范围说了算，都没有就是标准值；不合要求的值跳过并指明，取消的按更宽的范围', () => {
  assert(
    property(stored, (values) => {
      const rows = rowsOf(values)
      const { value: now, from, version, steps } = resolveSetting(KEY, MATTER, storedSettings(rows))
      const winner = NARROW_TO_WIDE.find((scope) => values[scope]?.fit)
      expect({ now, from }).toEqual({ now: winner === undefined ? 15 : values[winner]?.value, from: winner ?? 'standard' })
      expect(version).toBe(winner === undefined ? 0 : rows.find(({ scope }) => scope === winner)?.version)
      expect(steps.map(({ scope }) => scope)).toEqual(NARROW_TO_WIDE)
      for (const { scope, state } of steps) {
        const held = values[scope]
        expect(state, scope).toBe(held === undefined ? 'unset' : held.fit ? 'set' : held.value === null ? 'inherited' : 'unfit')
      }
    }),
  )
})

test('不属于某个范围的事项不受它影响', () => {
  assert(
    property(stored, (values) => {
      const kept = storedSettings(rowsOf(values))
      const { from } = resolveSetting(KEY, { class: null }, kept)
      expect(from).toBe(values['place']?.fit ? 'place' : 'standard')
      expect(settingsIn({}, kept)[KEY]).toBe(values['place']?.fit ? values['place'].value : 15)
    }),
  )
})

test('只许全区设置的，窄范围里存了值也不用，并指明', () => {
  const kept = storedSettings([{ key: 'desk.soon-days', scope: 'class:feedback', version: 1, value: 30 }])
  const { value: days, from, steps } = resolveSetting('desk.soon-days', MATTER, kept)
  expect([days, from]).toEqual([7, 'standard'])
  expect(steps.map(({ scope, state }) => `${scope} ${state}`)).toEqual(['class:feedback unfit', 'place unset'])
})

test('范围由窄到宽：批次、督察、来源类别、全区；认不出的范围不是范围', () => {
  expect(SCOPE_KINDS).toEqual(['batch', 'inspection', 'class', 'place'])
  expect(scopeParts('inspection:a:b')).toEqual({ kind: 'inspection', id: 'a:b' })
  expect(['street:x', 'place:1', 'inspection', '', 'toString'].map(scopeParts)).toEqual(Array(5).fill(undefined))
})

test.each(KEYS)('%s：标准值合要求，“按上一级”不是任何设置的值，可用的范围都宣布过，值说得出来', (key) => {
  const { shape, standard } = SETTINGS[key]
  expect(shape.safeParse(standard).success).toBe(true)
  expect(shape.safeParse(null).success).toBe(false)
  expect(mayHold(key, 'place')).toBe(true)
  const { scopes = [] } = SETTINGS[key] as { scopes?: readonly string[] }
  expect(scopes.filter((scope) => !Object.hasOwn(SCOPES, scope))).toEqual([])
  expect(settingInWords(key, standard)).toMatch(/^[^{}[\]]+$/)
})
