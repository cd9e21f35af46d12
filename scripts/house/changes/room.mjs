import { addFiles, addMigration, lineBefore } from './edit.mjs'

const TABLE = `-- sample
create table sample (
  matter_id uuid primary key references matter (id),
  state text not null check (state in ('taken', 'reported')),
  finding text,
  person_id uuid not null references person (id)
);
`

/** 采样检测: one kind of matter with one fact, one act, one page, one block of the desk, in the places that every room has. */
export const change = {
  title: 'one new room, outside its folder and its declaration',
  limit: 4,
  own: [/^src\/features\/sample\//u, /^src\/kernel\/rooms\/sample[.]ts$/u],
  tests: ['src/features/sample', 'e2e/sample.test.ts'],
  write(root) {
    addFiles(root, 'room')
    addMigration(root, 'sample', TABLE)
    const imported = (file, from, name) =>
      lineBefore(
        root,
        file,
        `import { ${from}`,
        `import { ${name} } from '#features/sample/${name === 'sampleModule' ? 'server/sample.module.ts' : 'web/sample.pages.tsx'}'`,
      )
    imported('src/app/rooms.ts', 'reportsModule }', 'sampleModule')
    lineBefore(root, 'src/app/rooms.ts', '  reportsModule,', '  sampleModule,')
    imported('src/app/room-pages.tsx', 'reportsPages }', 'samplePages')
    lineBefore(root, 'src/app/room-pages.tsx', '  reportsPages,', '  samplePages,')
    lineBefore(root, 'src/kernel/rooms.ts', "import { reports } from './rooms/reports.ts'", "import { sample } from './rooms/sample.ts'")
    lineBefore(root, 'src/kernel/rooms.ts', '  reports,\n', '  sample,')
  },
}
