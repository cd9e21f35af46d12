import { Link, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { PROBLEM_STATES } from '#features/problems/domain/problem.ts'
import { LedgerPage } from '#features/problems/web/LedgerPage.tsx'
import type { LedgerRow } from '#features/problems/problems.contract.ts'
import { EvidenceId, ProblemId } from '#kernel/ids.ts'

/** Which page stands at which address. Filters live in the address, so a link shows the same list. */
const Search = z.object({ state: z.enum(PROBLEM_STATES).optional().catch(undefined), page: z.int().min(1).catch(1).default(1) })
const sampleEvidence = [EvidenceId.parse('55555555-5555-4555-8555-555555555555')]

// Only the ledger is needed at first; every other page arrives when it is asked for.
const CloseoutPanel = lazyRouteComponent(() => import('#features/closeout/web/CloseoutPanel.tsx'), 'CloseoutPanel')

const rootRoute = createRootRoute()
const ledgerRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', validateSearch: Search, component: Ledger })
const closeoutRoute = createRoute({ getParentRoute: () => rootRoute, path: '/problems/$problemId/closeout', component: Closeout })

function Ledger() {
  const filter = ledgerRoute.useSearch()
  const navigate = ledgerRoute.useNavigate()
  return <LedgerPage filter={filter} onFilter={(search) => void navigate({ search })} actionsOf={actionsOf} />
}

const actionsOf = (row: LedgerRow) =>
  row.state === 'rectifying' && row.allowed.includes('closeout.submit') ? (
    <Link to="/problems/$problemId/closeout" params={{ problemId: row.id }}>
      申请销号
    </Link>
  ) : null

function Closeout() {
  const { problemId } = closeoutRoute.useParams()
  return (
    <>
      <p>
        <Link to="/" search={{ page: 1 }}>
          返回台账
        </Link>
      </p>
      <CloseoutPanel problemId={ProblemId.parse(problemId)} evidence={sampleEvidence} />
    </>
  )
}

export const router = createRouter({ routeTree: rootRoute.addChildren([ledgerRoute, closeoutRoute]) })
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
