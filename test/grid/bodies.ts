import type { Endpoint } from '#kernel/endpoint.ts'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { otherUnit, ownUnit, rootUnit } from '../people.ts'
import { formOf } from '../house/form-of.ts'
import { type Ids, MISSING, SEAL } from './world.ts'

export const keyOf = (e: Endpoint) => `${e.method} ${e.path}`
export const holesOf = (e: Endpoint): string[] => [...e.path.matchAll(/:(\w+)/gu)].map(([, name]) => name ?? '')

const unit = { parentId: rootUnit, kind: 'department', name: '区水务局', shortName: null, aliases: [], sort: 9 }
const person = { name: '新人乙', post: null, phone: null, unitId: ownUnit }

/** What a form sends where the least of its contract would not do: real ids, values of closed sets. */
const BODIES: Readonly<Record<string, (ids: Ids) => object>> = {
  'post /setup': () => ({
    code: '0000-0000-0000',
    jurisdiction: '样例区',
    officeName: '专班',
    admin: { name: '甲', login: 'admin-a', password: 'Qz7!vNkp2#Lm' },
    officer: { name: '乙', login: 'officer-a', password: 'Qz7!vNkp2#Ln' },
  }),
  'post /org/units': () => unit,
  'post /org/units/:unit': () => unit,
  'post /org/people': () => person,
  'post /org/people/:person': () => person,
  'post /org/people/:person/account': () => ({ login: 'new-login' }),
  'post /org/people/:person/duties': () => ({ unitId: ownUnit, role: 'handler', from: '2026-11-24', to: null }),
  'post /org/sources': () => ({ name: '第四轮中央督察反馈', class: 'feedback', inspectionId: null }),
  'post /org/sources/:source': () => ({ name: '第四轮', class: 'feedback', inspectionId: null }),
  'post /org/known-names': () => ({ kind: 'unit', raw: '住建', targetId: otherUnit }),
  'post /org/settings/:key': () => ({ value: '区改' }),
  'post /org/security/:key': () => ({ value: 6 }),
  'post /problems': ({ source = '' }) => ({
    level: 'problem',
    sourceId: source,
    wording: '某河涌污水直排',
    task: '截污',
    receivedOn: '2026-11-20',
  }),
  'post /problems/cells': ({ problemId = '' }) => ({ cells: [{ id: problemId, version: 999, column: 'remark', text: '注' }] }),
  'post /problems/:problemId/received': () => ({ receivedOn: '2026-11-01', reason: '督察组交办单日期' }),
  'post /problems/:problemId/place': () => ({ parentId: MISSING }),
  'post /problems/:problemId/evidence-links': ({ measureId = '', evidenceId = '' }) => ({ add: [{ measureId, evidenceId }] }),
  'post /problems/:problemId/closeout/opinion': () => ({ verdict: 'agree', text: '同意', seal: SEAL }),
  'post /problems/:problemId/closeout/verification': () => ({
    from: '2026-11-23T08:00:00+08:00',
    to: '2026-11-23T09:00:00+08:00',
    place: '现场',
    memberIds: [],
    lines: [],
    residents: '无',
    text: '合格',
    seal: SEAL,
  }),
  'post /closeout/chains': () => ({ scope: 'standard', steps: STANDARD_CHAIN, reason: '试一试' }),
  'post /lookbacks/:lookbackId/assign': ({ itemId = '' }) => ({ items: [{ id: itemId, version: 999 }] }),
  'post /matters/:matterId/complainants/read': () => ({ reason: '核实举报内容' }),
}

/** A body that every check of form lets through. */
export const bodyOf = (e: Endpoint, ids: Ids): unknown => BODIES[keyOf(e)]?.(ids) ?? formOf(e.input)

/** What a get needs in its query. */
const QUERIES: Readonly<Record<string, string>> = {
  'get /matters/:matterId/as-of': 'day=2026-11-23',
  'get /matters/search': 'q=污水',
  'get /org/settings/:key/preview': 'value=%22区改%22',
  'get /lookbacks/:lookbackId/proposals': 'by=territory',
  'post /intake': 'name=a.csv',
  'post /matters/:matterId/evidence': 'name=a.jpg',
}

export const addressOf = (e: Endpoint, ids: Ids, more = ''): string => {
  const query = [QUERIES[keyOf(e)], more].filter(Boolean).join('&')
  return e.path.replaceAll(/:(\w+)/gu, (_, name: string) => ids[name] ?? MISSING) + (query && `?${query}`)
}
