import { ENTRY_ACT_WORDS } from '#kernel/rooms/closeout-tables.ts'
import type { Closeout, Entry } from '../../closeout.contract.ts'

/**
 * What has happened to a close-out between the moment a form was opened and now, each in words; empty while nothing has.
 * `isSealChanged`: what a signature would stand under is no longer what the form showed.
 */
export function changesSince(before: Closeout, now: Closeout): { readonly messages: readonly string[]; readonly isSealChanged: boolean } {
  const known = new Map(entriesOf(before).map((entry) => [entry.id, entry]))
  const added = entriesOf(now).filter(({ id }) => !known.has(id))
  const voided = entriesOf(now).filter((entry) => entry.voided !== null && known.get(entry.id)?.voided === null)
  const isSealChanged = before.seal !== now.seal
  const messages = [
    ...added.map((entry) => `${whoOf(entry)}${ENTRY_ACT_WORDS[entry.act]}：${entry.stepName}`),
    ...voided.map((entry) => `${whoOf(entry)}的意见已失效：${entry.voided?.reason ?? ''}`),
    ...(before.words === now.words ? [] : [`状态由“${before.words}”变为“${now.words}”`]),
    ...(isSealChanged ? ['材料已变动：措施、进展或佐证与打开本页时不同'] : []),
  ]
  return { messages: messages.length === 0 && before.version !== now.version ? ['问题的内容有改动'] : messages, isSealChanged }
}

const entriesOf = ({ current, earlier }: Closeout): readonly Entry[] => [
  ...(current?.entries ?? []),
  ...earlier.flatMap(({ entries }) => entries),
]
const whoOf = ({ signatory, recorder }: Entry) => signatory?.name ?? recorder ?? '有人'
