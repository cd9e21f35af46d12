import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: { name: 'code', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], globalSetup: 'test/cluster.ts', isolate: false },
      },
      { extends: true, test: { name: 'browser', include: ['e2e/**/*.test.ts'], isolate: false } },
    ],
  },
})
