import { addFiles, addMigration, lineBefore, replaceIn } from './edit.mjs'

const ENTRIES = `-- closeout: 会商
alter table closeout_entry drop constraint closeout_entry_act_check;
alter table closeout_entry add constraint closeout_entry_act_check check (act in
  ('apply', 'withdraw', 'opinion', 'return', 'verification', 'notice', 'notice_end', 'filing', 'revoke', 'consult'));
`
const KIND = `  consult: {
    sort: 'opinion',
    word: '会商',
    waiting: '待会商',
    holders: ['supervising', 'office', 'leader'],
    begins: { name: '会商', holder: 'office' },
    closing: 'may-close',
    entries: { consult: { word: '会商', receipt: 'closeout.consult' } },
    queue: { title: '待会商', hint: '召集会商，记下纪要，决定通过或退回。', button: '去记录' },
    signed: { entry: 'consult', verdict: 'pass', text: '会商纪要', form: 'consult', words: { button: '记录会商', refusal: '记录会商' } },
  },`
const COMMAND = `  consult: {
    about: '记录会商：纪要和结论',
    flags: { verdict: \`结论：\${choices(CONSULTED)}\`, text: '纪要：会商纪要', ...BACK_TO, ...SEAL },
    must: ['verdict', 'text'],
    path: to('opinion'),
    form: (closeoutCase) => ({
      verdict: oneOf(closeoutCase.flags, 'verdict', CONSULTED),
      text: closeoutCase.flags['text'],
      returnTo: stepBack(closeoutCase),
      seal: sealOf(closeoutCase),
    }),
  },`

/** 会商: a meeting of the office decides whether a close-out goes on; in chains, in what waits, in record, paper and command line. */
export const change = {
  title: 'one step kind of the chain',
  limit: 8,
  tests: ['test/consult.test.ts', 'e2e/consult.test.ts', 'src/features/closeout/web', 'src/features/closeout/domain'],
  write(root) {
    lineBefore(root, 'src/kernel/rooms/closeout-steps.ts', "  verification: {\n    sort: 'verification',", KIND)
    lineBefore(root, 'src/kernel/rooms/closeout.ts', "    'closeout.return': '退回',", "    'closeout.consult': '会商',")
    addMigration(root, 'consult', ENTRIES)
    const forms = 'src/features/closeout/web/panel/ActForms.tsx'
    lineBefore(
      root,
      forms,
      '  notice: lazyWithRetry(',
      "  consult: lazyWithRetry(async () => ({ default: (await import('../forms/ConsultForm.tsx')).ConsultForm })),",
    )
    const commands = 'src/app/commands/closeout-acts.ts'
    lineBefore(root, commands, "  verify: {\n    about: '填写现场核查", COMMAND)
    replaceIn(
      root,
      commands,
      "const YES_NO = { yes: '成立'",
      "const CONSULTED = { agree: '通过', return: '退回' } as const\nconst YES_NO = { yes: '成立'",
    )
    replaceIn(
      root,
      'GLOSSARY.md',
      '| 签署意见 / 现场核查 / 公示 / 备案 | opinion / verification / notice / filing |',
      '| 签署意见 / 会商 / 现场核查 / 公示 / 备案 | opinion / consult / verification / notice / filing |',
    )
    addFiles(root, 'step-kind')
  },
}
