import { addFiles, addMigration, lineBefore } from './edit.mjs'

const FACT = `  background: text('background', {
    editable: true,
    searched: true,
    onPage: true,
    listed: { width: 220, wrap: true },
    exported: { among: 'findings', width: 9 },
    imported: { field: 'background', heads: '问题背景', renewed: true },
  }),`

/** 背景: typed in the ledger and on the page, searched, exported, imported, in history, verified. */
export const change = {
  title: 'one new text fact of a problem',
  limit: 6,
  tests: ['test/new-fact.test.ts', 'test/one-reader.test.ts'],
  write(root) {
    addMigration(root, 'problem_background', '-- problems: 背景\nalter table problem add column background text;\n')
    lineBefore(
      root,
      'src/kernel/rooms/problems-tables.ts',
      "    target: text('整改目标').orNull(),",
      "    background: text('背景').orNull(),",
    )
    lineBefore(root, 'src/features/problems/domain/facts.ts', "  target: text('target', {", FACT)
    addFiles(root, 'text-fact')
  },
}
