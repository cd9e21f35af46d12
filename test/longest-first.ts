import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take long whatever their size says, the longest first. They begin while there is other work for the other cores: nobody
 * waits for one of them alone at the end.
 */
const LONG = [
  'test/durability/kill.long.test.ts',
  'test/durability/kill-acts.long.test.ts',
  'test/durability/faults.long.test.ts',
  'test/durability/backup-given.long.test.ts',
  'test/grid/grid.test.ts',
  'test/grid/strange.test.ts',
  'e2e/walk.long.test.ts',
  'e2e/closeout.long.test.ts',
  'e2e/import.long.test.ts',
  'e2e/jobs.long.test.ts',
  'e2e/kit.long.test.ts',
  'e2e/search.long.test.ts',
  'e2e/work.test.ts',
  'features/closeout/server/closeout-model.long.test.ts',
  'features/intake/domain/hostile-kit.long.test.ts',
  'test/cli/cli-line.long.test.ts',
  'features/reports/server/exports.routes.long.test.ts',
  'platform/embedded/embedded.long.test.ts',
  'platform/data-folder.test.ts',
]
const placeOf = ({ moduleId }: TestSpecification) => {
  const place = LONG.findIndex((file) => moduleId.endsWith(file))
  return place < 0 ? LONG.length : place
}

/** The long files of all projects first, the rest as vitest would have it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's: vitest's own order
    const usual = await super.sort(files)
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
