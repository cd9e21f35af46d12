import { Crumbs } from '#ui/page/PageHeader.tsx'
import { Link } from '@tanstack/react-router'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { LedgerRow } from '#features/problems/problems.contract.ts'
import type { Closeout } from '../../closeout.contract.ts'
import type { ActForm } from '../forms/useActForm.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './verify.module.css'
import shared from '../closeout.module.css'

type Props = {
  readonly problemId: MatterId
  readonly problem: LedgerRow
  readonly closeout: Closeout
  readonly form: ActForm<object>
}

/** Which problem is verified, where it lies, what was applied for. */
export function VerifyHead({ problemId, problem, closeout: { current }, form: { draft } }: Props) {
  return (
    <header className={styles['head']}>
      <Crumbs>
        <Link to="/closeout">待我办理</Link> /{' '}
        <Link to="/problems/$problemId" params={{ problemId }}>
          问题
        </Link>{' '}
        / 现场核查
      </Crumbs>
      <h1>{problem.title}</h1>
      <p className="ui-quiet">{[problem.no ?? '未编号', problem.region, problem.point].filter(Boolean).join('　')}</p>
      {problem.target && <p>整改目标：{problem.target}</p>}
      {current && (
        <details>
          <summary>申请时说的完成情况{current.returns > 0 ? `（此前退回 ${current.returns} 次）` : ''}</summary>
          <p className={shared['entryText']}>{current.statement}</p>
        </details>
      )}
      {draft.isUnsafe && <p className={styles['kept']}>本机存不下所填内容，刷新会丢失，请及时提交。</p>}
      {draft.wasRestored && (
        <p className={styles['kept']}>
          已恢复上次填写的内容。
          <Button variant="text" onClick={draft.clear}>
            清空重填
          </Button>
        </p>
      )}
    </header>
  )
}
