import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

/** What is long: files of that name, and models whose runs are counted by test/full.ts. `npm run test:all`. */
const LONG = ['{src,test,e2e}/**/*.long.test.ts']
const MODELS = '{src,test}/**/*-model.test.ts'

export default defineConfig({
  test: {
    maxWorkers: 3, // one more than the cores they are made for: many wait for a database, a browser or a program
    // Far above what anything takes: a busy machine makes tests slow, not red. Only these say how long; no test has a limit of its own.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000, interval: 50 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: LONG,
          globalSetup: 'test/cluster.ts',
          isolate: false,
        },
      },
      { extends: true, test: { name: 'browser', include: ['e2e/**/*.test.ts'], exclude: LONG, isolate: false } },
      {
        extends: true,
        test: {
          name: 'long',
          include: [...LONG, MODELS],
          env: { BIHUAN_TESTS: 'full' },
          globalSetup: 'test/cluster.ts',
          isolate: false,
          testTimeout: 1_200_000,
        },
      },
    ],
  },
})
