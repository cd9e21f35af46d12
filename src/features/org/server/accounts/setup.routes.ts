import { randomUUID, timingSafeEqual } from 'node:crypto'
import { OK } from '#kernel/endpoint.ts'
import { asReadDb } from '#platform/db.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import { hashPassword } from '#platform/password.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { tokenOf } from '#platform/session.ts'
import { setupEndpoint, setupStateEndpoint } from '../../session.contract.ts'
import { addAccounts, addDuties, addPeople, addUnits, isEmpty } from '../org.queries.ts'
import { placeName } from '../org.views.ts'
import { addSources } from '../sources/inspection.queries.ts'

/** Compared in equal time, and only while a code stands on the console. */
const fits = (code: string | undefined, given: string) =>
  code !== undefined && given.length === code.length && timingSafeEqual(Buffer.from(given), Buffer.from(code))

/** First run, opened by the one-time code on the console. */
export function setupRoutes(app: App) {
  onRead(app, setupStateEndpoint, async ({ db, request }) => ({
    needed: await isEmpty(db),
    jurisdiction: await placeName(db),
    hasSession: tokenOf(request) !== undefined,
  }))

  onWrite(app, setupEndpoint, async ({ commit, today }, _, input) => {
    if (!fits(app.setupCode, input.code)) throw new RefusalError({ code: 'setup.code' })
    const people = [
      { ...input.admin, id: randomUUID(), role: 'system_admin' as const, passwordHash: await hashPassword(input.admin.password) },
      { ...input.officer, id: randomUUID(), role: 'officer' as const, passwordHash: await hashPassword(input.officer.password) },
    ]
    return commit(async (tx) => {
      if (!(await isEmpty(asReadDb(tx)))) throw new RefusalError({ code: 'setup.done' })
      const [root, office, selfCheck] = [randomUUID(), randomUUID(), randomUUID()]
      const bare = { shortName: null, aliases: [], sort: 0 }
      await addUnits(tx, [{ ...bare, id: root, parentId: null, kind: 'district', name: input.jurisdiction }])
      await addUnits(tx, [{ ...bare, id: office, parentId: root, kind: 'task_force', name: input.officeName }])
      await addPeople(
        tx,
        people.map(({ id, name }) => ({ id, name, post: null, unitId: office, phone: null })),
      )
      const duties = people.map(({ id, role }) => ({ id: randomUUID(), personId: id, unitId: office, role, from: today }))
      await addDuties(tx, duties)
      await addAccounts(
        tx,
        people.map(({ id, login, passwordHash }) => ({ personId: id, login, passwordHash, mustChange: false })),
      )
      await addSources(tx, [{ id: selfCheck, name: '区级自查', class: 'selfcheck', inspectionId: null }])
      const rows = [
        ['unit', root] as const,
        ['unit', office] as const,
        ['source', selfCheck] as const,
        ...people.flatMap(({ id }) => [['person', id] as const, ['account', id] as const]),
        ...duties.map(({ id }) => ['duty', id] as const),
      ]
      return { events: [{ act: 'org.set-up', subject: root, rows }], result: OK }
    })
  })
}
