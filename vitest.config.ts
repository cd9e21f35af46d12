import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

export default defineConfig({
  test: {
    maxWorkers: 3, // one more than the cores they are made for: many wait for a database, a browser or a program
    testTimeout: 20_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'code', include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'], globalSetup: 'test/cluster.ts', isolate: false },
      },
      { extends: true, test: { name: 'browser', include: ['e2e/**/*.test.ts'], isolate: false } },
    ],
  },
})
