import type { Endpoint } from '#kernel/endpoint.ts'
import { addressOf, keyOf } from '../grid/bodies.ts'
import { type Ids, SAMPLE } from '../grid/world.ts'
import { ownUnit, personOf } from '../people.ts'

type Read = { readonly key: string; readonly address: string }

/** Every address that is read, with what its query needs and these ids in its path: an id that is not known is of nothing. */
export const readsOf = (endpoints: readonly Endpoint[], ids: Ids): Read[] =>
  endpoints
    .filter(({ method }) => method === 'get')
    .map((e) => ({ key: keyOf(e), address: addressOf(e, { ...SAMPLE, person: personOf('handler'), unitId: ownUnit, ...ids }) }))

/** The endpoints of reads that nobody was answered, in order: what was looked for at them was not looked for. */
export const unansweredOf = (reads: readonly Read[], answered: ReadonlySet<string>): string[] =>
  [...new Set(reads.map(({ key }) => key))].filter((key) => !answered.has(key)).toSorted()
