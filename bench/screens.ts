import type { District } from './district.ts'
import type { BenchRequest, Who } from './load.ts'

/** A screen that is only read, measured without a floor of its own: for how it grows, with how many queries and by which plans. */
export type Screen = { readonly name: string; readonly who: Who; readonly requestOf: (n: number) => BenchRequest }

const PAGES: Readonly<Record<string, (n: number, source: string) => string>> = {
  'list, 3 filters': (n, source) =>
    `/problems?size=50&closure=open&schedule=${n % 3 === 0 ? 'overdue' : 'on_time'}&source=${source}&sort=due`,
  'list, default': () => '/problems?size=50',
  'list, page 100': () => '/problems?size=50&page=100',
  counts: (_, source) => `/problems/counts?source=${source}`,
  'search, common word': (n) => `/problems?size=50&q=${encodeURIComponent(['扬尘', '水务', '管网'][n % 3] ?? '')}`,
  'search, rare word': (n) => `/problems?size=50&q=${encodeURIComponent(`${1 + ((n * 7919) % 9000)}号点位`)}`,
  choices: () => '/problems/choices',
  desk: () => '/desk',
  waiting: () => '/todo',
}

/** Every screen as the handler of one town, as the leader of some problems and as the officer who sees all. */
export function screensOf({ handler, leader, officer, head, sources }: District): Screen[] {
  const hands = { handler, leader, officer, head }
  const source = (n: number) => sources[n % sources.length]?.id ?? ''
  const screen = (name: string, who: Who, path: (n: number, source: string) => string): Screen => ({
    name,
    who,
    requestOf: (n) => ({ method: 'GET', path: `/api${path(n, source(n))}`, headers: hands[who].headers }),
  })
  return [
    ...Object.entries(PAGES).flatMap(([name, path]) => (['handler', 'leader', 'officer'] as const).map((who) => screen(name, who, path))),
    screen('desk of all', 'head', () => '/desk'),
    screen('desk of units', 'head', () => '/desk/units'),
    screen('officer desk', 'officer', () => '/desk/officer'),
  ]
}
