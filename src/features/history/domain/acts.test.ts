import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GRANTS } from '#kernel/access.ts'
import { REFUSALS } from '#kernel/refusals.ts'
import { SETTINGS } from '#kernel/settings.ts'
import { ACT_WORDS } from './acts.ts'

const ROOMS = new URL('../../', import.meta.url)
const OTHER_NAMES = new Set([...Object.keys(REFUSALS), ...Object.keys(SETTINGS), 'closeout.chain'])

/** Names like 'org.save-unit' in server files that are not a refusal, a setting, or a permission being asked for. */
function actsIn(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) =>
      [
        ...line.matchAll(
          /'((?:org|intake|problem|matter|ledger|view|report|evidence|rectification|closeout|lookback)\.[a-z]+(?:-[a-z]+)*)'/g,
        ),
      ]
        .map(([, name = '']) => name)
        .filter(
          (name) => !OTHER_NAMES.has(name) && !(Object.hasOwn(GRANTS, name) && /reach|\bcan\(|holdsAny|actions?\b|allowed/i.test(line)),
        ),
    )
}
const used = readdirSync(ROOMS, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\/server\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'))
  .flatMap((path) => actsIn(readFileSync(new URL(path, ROOMS), 'utf8')))

test('源代码里的每个操作都有中文说法', () => {
  expect(used).toContain('intake.commit')
  expect([...new Set(used)].filter((act) => !Object.hasOwn(ACT_WORDS, act))).toEqual([])
})

test('没有谁也不做的操作', () => expect(Object.keys(ACT_WORDS).filter((act) => !used.includes(act))).toEqual([]))
