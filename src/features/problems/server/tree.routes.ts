import { OK } from '#kernel/endpoint.ts'
import type { App } from '#platform/app.ts'
import { onWrite } from '#platform/http.ts'
import { addPointsEndpoint, addProblemEndpoint, mendReceivedEndpoint, placeProblemEndpoint } from '../tree.contract.ts'
import { mendReceived } from './mend/received.queries.ts'
import { addPoints, addProblem, placeProblem } from './tree.queries.ts'

export function treeRoutes(app: App) {
  onWrite(app, addProblemEndpoint, ({ commit, now, today }, _, form) =>
    commit(async (tx) => {
      const { events, id, no } = await addProblem(tx, form, { now, today })
      return { events, result: { id, no } }
    }),
  )

  onWrite(app, addPointsEndpoint, ({ commit, now, today }, { problemId }, { points }) =>
    commit(async (tx) => {
      const { events, added } = await addPoints(tx, problemId, points, { now, today })
      return { events, result: { added, unchanged: points.length - added } }
    }),
  )

  onWrite(app, placeProblemEndpoint, ({ commit, expectedVersion, today }, { problemId }, { parentId }) =>
    commit(async (tx) => {
      const { events, version } = await placeProblem(tx, problemId, expectedVersion, parentId, today)
      return { events, result: { version } }
    }),
  )

  onWrite(app, mendReceivedEndpoint, ({ commit, expectedVersion, today }, { problemId }, form) =>
    commit(async (tx) => ({ events: await mendReceived(tx, { id: problemId, version: expectedVersion }, form, today), result: OK })),
  )
}
