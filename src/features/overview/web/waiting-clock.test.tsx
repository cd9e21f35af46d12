import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { clockWords } from '#features/problems/domain/clock.ts'
import type { Day } from '#kernel/days.ts'
import { ClockWords } from './WaitingRows.tsx'

const terms = {
  today: '2026-11-23' as Day,
  calendar: { off: new Set<string>(), on: new Set<string>(), years: new Set([2026]) },
  soonDays: 7,
}

test.each([
  ['超期', '2026-11-20', 'alarm'],
  ['临期', '2026-11-25', 'warn'],
  ['不急', '2026-12-25', 'plain'],
  ['没有期限', null, 'doubt'],
] as const)('待我办理：服务器给的时钟，%s的颜色对', (_, dueOn, tone) => {
  const clock = clockWords(dueOn as Day | null, terms)
  expect(renderToStaticMarkup(<ClockWords row={{ clock }} />)).toContain(`data-tone="${tone}"`)
})
