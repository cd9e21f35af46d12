const EVAL = ['test/eval/complainants/complainants.test.ts']

/** What `npm run test:security` shows: attacks that must not succeed. */
export const SECURITY_PROOFS = [
  { key: 'recognition.cells', title: '举报人信息识别：20 种表格的单元格', bar: '召回 100 %', files: EVAL, isMeasured: true },
  { key: 'recognition.texts', title: '举报人信息识别：50 段文字', bar: '召回 ≥ 98 %', files: EVAL, isMeasured: true },
  { key: 'recognition.precision', title: '举报人信息识别：表格与文字', bar: '准确 ≥ 95 %', files: EVAL, isMeasured: true },
  {
    key: 'canaries',
    title: '举报人信息不出封存处（接口、席位、各表）',
    bar: '0 处泄露',
    files: ['test/house/complainant-canaries.test.ts'],
  },
  {
    key: 'one-hand.rules',
    title: '一人或两人合谋不能销号：规则演练',
    bar: '一万段以上，0 件人数不足',
    files: ['src/features/closeout/domain/one-hand-drill-model.test.ts'],
    isMeasured: true,
  },
  {
    key: 'one-hand.http',
    title: '一人或两人合谋不能销号：经 HTTP 演练',
    bar: '三分钟内能跑的段数，0 件人数不足',
    files: ['test/walk/one-hand-model.test.ts'],
    isMeasured: true,
  },
  {
    key: 'one-hand.attacks',
    title: '一人销号的老办法、代录、环节修改',
    bar: '全部拒绝',
    files: [
      'src/features/closeout/server/one-hand.test.ts',
      'src/features/closeout/server/chain-proposals.test.ts',
      'src/features/closeout/server/signed.test.ts',
    ],
  },
  { key: 'facts-of-proof', title: '凭证的事实签后不能改', bar: '全部拒绝', files: ['src/features/closeout/server/facts-of-proof.test.ts'] },
  {
    key: 'tampering',
    title: '篡改历史被核查发现',
    bar: '25/25 以上',
    files: ['src/features/history/server/verify/tampering.test.ts', 'src/features/history/server/seal.test.ts'],
  },
  {
    key: 'log-in',
    title: '登录：猜测、喷洒、弱口令、首次口令、席位、安全头',
    bar: '全部拒绝',
    files: [
      'src/features/org/server/accounts/password-change.test.ts',
      'src/features/org/server/accounts/passwords.test.ts',
      'src/features/org/server/accounts/session-caller.test.ts',
      'src/platform/transport.test.ts',
    ],
  },
  {
    key: 'record',
    title: '登录、失败、拒绝、导出、下载都有记录',
    bar: '全部记录',
    files: ['src/features/history/server/audit/audit.test.ts'],
  },
  {
    key: 'uploads',
    title: '一个账号不能堵住别人上传',
    bar: '轮流、限额、中断即止',
    files: ['src/features/evidence/server/uploads.test.ts', 'src/platform/turns.test.ts'],
  },
  {
    key: 'grid',
    title: '接口 × 角色 × 本单位、下级、他人、没有、不成样子',
    bar: '0 格出乎意料',
    files: ['test/grid/grid.test.ts'],
    isMeasured: true,
  },
  {
    key: 'field-classes',
    title: '敏感字段 × 角色：列表、页面、导出、记录、检索、命令行',
    bar: '0 处不符',
    files: ['test/grid/field-classes.test.ts'],
    isMeasured: true,
  },
  { key: 'mass-assignment', title: '多出来的字段', bar: '0 个被收下', files: ['test/grid/strange.test.ts'], isMeasured: true },
  {
    key: 'timing',
    title: '别人的编号与不存在的编号答得一样快',
    bar: '中位数之差 < 5 毫秒',
    files: ['test/grid/timing.long.test.ts'],
    isMeasured: true,
  },
  {
    key: 'foreign-ids',
    title: '别人的编号与不存在的编号一样',
    bar: '0 处不同',
    files: ['test/house/out-of-reach.test.ts', 'test/house/odd-identifiers.test.ts'],
  },
  {
    key: 'random-walk',
    title: '随机漫步：任何账号做任何事，对照另写的规则',
    bar: '1000 × 50 步，0 处不一致',
    files: ['test/walk/random-walk-model.test.ts'],
    isMeasured: true,
  },
  { key: 'endpoints', title: '每个接口须登录、有权限声明', bar: '0 个例外', files: ['test/house/every-endpoint.test.ts'] },
] as const
