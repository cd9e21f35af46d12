import { fileURLToPath } from 'node:url'
import type { Day } from '#kernel/days.ts'
import { demoSnapshot } from '../src/app/demo/demo-snapshot.ts'

/** The day on which every journey through the demo takes place. */
export const ON = '2026-11-23' as Day
const PATTERNS = fileURLToPath(new URL('../.cache/e2e/', import.meta.url))

/** The demo district as of `ON`, acted once for all tests of a run: a stopped data folder to copy. */
export const demoOfTests = (): Promise<string> => demoSnapshot(ON, PATTERNS)
