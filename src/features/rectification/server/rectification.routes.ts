import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import {
  linkEvidenceEndpoint,
  planEndpoint,
  planTermsEndpoint,
  reportEndpoint,
  reportsEndpoint,
  savePlanEndpoint,
} from '../rectification.contract.ts'
import { linkEvidence } from './link-evidence.queries.ts'
import { planTerms, planView, reportsView } from './plan.views.ts'
import { reportProgress } from './report-progress.queries.ts'
import { writePlan } from './save-plan.queries.ts'

export function rectificationRoutes(app: App) {
  onRead(app, planEndpoint, ({ db, actor, today }, { problemId }) => planView(db, app.rooms, { actor, today }, problemId))
  onRead(app, planTermsEndpoint, ({ db, actor, today }, { problemId }) => planTerms(db, actor, today, problemId))
  onRead(app, reportsEndpoint, ({ db, actor }, { problemId }) => reportsView(db, actor, problemId))

  onWrite(app, savePlanEndpoint, ({ actor, today, expectedVersion, commit }, { problemId: id }, plan) =>
    commit((tx) => writePlan(tx, { id, expectedVersion, actor, today }, plan)),
  )
  onWrite(app, reportEndpoint, ({ actor, today, now, expectedVersion, commit }, { problemId: id, measureId }, form) =>
    commit((tx) => reportProgress(tx, { id, measureId, expectedVersion, actor, today, now }, form)),
  )
  onWrite(app, linkEvidenceEndpoint, ({ actor, now, commit }, { problemId: id }, links) =>
    commit((tx) => linkEvidence(tx, { id, actor, now }, links)),
  )
}
