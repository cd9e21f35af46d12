import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { type FirstDuty, OK } from '#kernel/endpoint.ts'
import { wordsOf } from '#kernel/decision.ts'
import { REFUSALS, SETTINGS } from '#kernel/rooms.ts'
import { SECOND_FACTOR_ROLES } from '#kernel/rooms/org-settings.ts'
import { asReadDb, read } from '#platform/db.ts'
import type { App, RequestContext } from '#platform/app.ts'
import { type ReadContext, onRead, onWrite } from '#platform/http.ts'
import { hashPassword } from '#platform/password.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { tokenOf } from '#platform/session.ts'
import { setupEndpoint, setupStateEndpoint } from '../../session.contract.ts'
import { addAccounts, addDuties, addPeople, addUnits, isEmpty } from '../org.queries.ts'
import { placeName } from '../org.views.ts'
import { addSettingVersion, loadSettings } from '../settings/settings.queries.ts'
import { addSources } from '../sources/inspection.queries.ts'
import { proven, refuseOpenAir } from './log-in.ts'
import { refuseWeak, rulesOf } from './passwords.ts'
import { countsFrom } from './tries.queries.ts'

/** Compared in equal time, and only while a code stands on the console. */
const fits = (code: string | undefined, typed: string) =>
  code !== undefined && typed.length === code.length && timingSafeEqual(Buffer.from(typed), Buffer.from(code))

/** Counted like a password: a code of twelve digits must not be found by trying. */
async function refuseWrongCode(app: App, context: RequestContext, code: string): Promise<void> {
  const settings = await read(app.db, context.schema, loadSettings)
  const counts = countsFrom('setup', context.request.ip, settings)
  await proven(app, context, { refusal: 'setup.code', counts, settings }, async () => fits(app.setupCode, code) || undefined)
}

/** By the standard rules: nothing is set yet. */
async function refuseWeakPasswords({ knownPassword }: App, input: z.output<typeof setupEndpoint.input>): Promise<void> {
  const settings = { 'password.length': SETTINGS['password.length'].standard, 'password.kinds': SETTINGS['password.kinds'].standard }
  for (const who of ['admin', 'officer'] as const) {
    const { login, password } = input[who]
    if (password !== knownPassword) await refuseWeak(password, rulesOf({ login, place: input.jurisdiction, settings }), `${who}.password`)
  }
}

/** How it is with the session of a browser; one that is over says why. */
async function standing(app: App, { request, schema, db }: ReadContext): Promise<{ due: FirstDuty | null; ended: string | null }> {
  try {
    return { due: (await app.callerOf(request, schema, db))?.due ?? null, ended: null }
  } catch (error) {
    if (error instanceof RefusalError) return { due: null, ended: wordsOf(REFUSALS[error.refusal.code].message, error.refusal.detail) }
    throw error
  }
}

/** First run, opened by the one-time code on the console. */
export function setupRoutes(app: App) {
  onRead(app, setupStateEndpoint, async (context) => ({
    needed: await isEmpty(context.db),
    jurisdiction: await placeName(context.db),
    hasSession: tokenOf(context.request) !== undefined,
    hasUnified: app.ways?.unified !== undefined,
    ...(await standing(app, context)),
  }))

  onWrite(app, setupEndpoint, async (context, _, input) => {
    const { commit, today, now } = context
    refuseOpenAir(app, context)
    await refuseWrongCode(app, context, input.code)
    await refuseWeakPasswords(app, input)
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
        people.map(({ id, login, passwordHash }) => ({ personId: id, login, passwordHash, mustChange: false, passwordAt: now })),
      )
      if (input.secondFactor) await addSettingVersion(tx, { key: 'second-factor.roles', scope: 'place', value: SECOND_FACTOR_ROLES })
      await addSources(tx, [{ id: selfCheck, name: '区级自查', class: 'selfcheck', inspectionId: null }])
      const rows = [
        ['unit', root] as const,
        ['unit', office] as const,
        ['source', selfCheck] as const,
        ...people.flatMap(({ id }) => [['person', id] as const, ['account', id] as const]),
        ...duties.map(({ id }) => ['duty', id] as const),
        ...(input.secondFactor ? [['setting', 'second-factor.roles'] as const] : []),
      ]
      return { events: [{ act: 'org.set-up', subject: root, rows }], result: OK }
    })
  })
}
