import { addFiles, lineBefore, replaceIn } from './edit.mjs'

const PROBLEMS = 'src/features/problems'
const ENDPOINT = `export const noteEndpoint = endpoint({
  method: 'post',
  path: '/problems/:problemId/notes',
  title: '批注',
  action: 'problem.note',
  params: z.strictObject({ problemId: MatterId }),
  versioned: true,
  input: z.strictObject({ text: needed(500, '请填写批注') }),
  reply: z.object({ version: z.int() }),
})
`
const ROUTE = `  onWrite(app, noteEndpoint, ({ actor, today, expectedVersion, commit }, { problemId }, { text }) =>
    commit(async (tx) => {
      const versions = await lockMatters(tx, [problemId])
      await problemPage(asReadDb(tx), actor, today, problemId)
      await refuseIfChanged(asReadDb(tx), versions, [{ id: problemId, version: expectedVersion }])
      await changeVersion(tx, problemId)
      const note = { act: 'problem.note', subject: problemId, reason: text, rows: [['matter', problemId]] } as const
      return { events: [note], result: { version: expectedVersion + 1 } }
    }),
  )
`

/** 批注: a word of the office on a problem, in its timeline. */
export const change = {
  title: 'one new simple act',
  limit: 5,
  tests: ['test/new-act.test.ts'],
  write(root) {
    const room = 'src/kernel/rooms/problems.ts'
    lineBefore(
      root,
      room,
      "    'problem.name-person': { officer: 'all', head: 'own-unit' },",
      "    'problem.note': { officer: 'all', supervisor: 'all' },",
    )
    lineBefore(root, room, "    'problem.name-person': '明确责任人',", "    'problem.note': '批注',")
    lineBefore(root, `${PROBLEMS}/problems.contract.ts`, 'export const namePersonEndpoint = endpoint({', ENDPOINT)
    const routes = `${PROBLEMS}/server/problems.routes.ts`
    lineBefore(root, routes, '  onRead(app, listViewsEndpoint,', ROUTE)
    replaceIn(root, routes, '  namePersonEndpoint,\n', '  namePersonEndpoint,\n  noteEndpoint,\n')
    replaceIn(
      root,
      routes,
      "import type { App } from '#platform/app.ts'\n",
      `import { changeVersion, lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import type { App } from '#platform/app.ts'
import { asReadDb } from '#platform/db.ts'
`,
    )
    const acts = `${PROBLEMS}/web/problem/ProblemActs.tsx`
    replaceIn(root, acts, "'fill' | 'person' |", "'fill' | 'note' | 'person' |")
    lineBefore(
      root,
      acts,
      '      <Suspense>\n',
      `      <Act action="problem.note" words="批注" row={row} onAct={() => setDoing('note')} />
      {doing === 'note' && <NoteDialog problem={problem} onClose={close} />}`,
    )
    lineBefore(root, acts, "import type { CellDraft } from '../cells/cell-edits.ts'", "import { NoteDialog } from './NoteDialog.tsx'")
    addFiles(root, 'simple-act')
  },
}
