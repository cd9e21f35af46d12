import type { Closeout, Cycle } from '#features/closeout/closeout.contract.ts'
import { ENTRY_ACT_WORDS, REVOKE_KIND_WORDS, VERDICT_WORDS } from '#kernel/rooms/closeout-tables.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { CLOSEOUT_COMMANDS, type CloseoutAct } from './closeout-acts.ts'
import type { Answer, Command, Noun } from './command.ts'
import { AS } from './flags.ts'
import { problemNamed } from './named.ts'

function cycleLines({ cycle, entries, objections, revoked }: Cycle): string[] {
  const done = entries.map(({ seq, stepName, act, verdict, signatory, recorder, signedOn, text, voided, confirmation }) =>
    [
      `  ${seq}. ${stepName} ${ENTRY_ACT_WORDS[act]}`,
      verdict && VERDICT_WORDS[verdict],
      signatory?.name,
      recorder && `${recorder}代录`,
      confirmation &&
        !voided &&
        (confirmation.confirmed ? `${confirmation.confirmed.by}已确认` : `待${confirmation.who}于 ${confirmation.by} 前确认`),
      signedOn,
      text,
      voided && `已作废：${voided.reason}`,
    ]
      .filter(Boolean)
      .join('，'),
  )
  const objectionLines = objections.map(({ receivedOn, text, answer, upheld }, i) =>
    [`  异议 ${i + 1}：${receivedOn}，${text}`, answer === null ? '尚未答复' : `${upheld === true ? '成立' : '不成立'}，${answer}`].join(
      '，',
    ),
  )
  const ended = revoked ? [`  ${revoked.on} 撤销销号：${REVOKE_KIND_WORDS[revoked.kind]}，${revoked.reason}`] : []
  return [`第 ${cycle} 轮`, ...done, ...objectionLines, ...ended]
}

function inWords({ words, step, current, earlier, missing, acts, seal }: Closeout): string {
  const may = acts.flatMap((act) => (act.whyNot === null ? [act.words] : act.onBehalf ? [`代录（${act.words}）`] : []))
  const file = [...earlier, ...(current ? [current] : [])].flatMap(cycleLines)
  return [
    step ? `${words}，当前环节：${step.name}` : words,
    ...file,
    ...missing.map((requirement) => `尚缺：${requirement}`),
    `现在可办：${may.join('、') || '无'}`,
    `封存码：${seal.slice(0, 12)}`,
  ].join('\n')
}

const readOf = async (client: ApiClient, id: string) => (await client.get(`/problems/${id}/closeout`)) as unknown as Closeout
async function fileNow(client: ApiClient, id: string): Promise<Answer> {
  const now = await readOf(client, id)
  return { text: inWords(now), json: now }
}

const actOf = ({ about, operands = [], flags, must = [], path, form }: CloseoutAct): Command => ({
  about,
  operands: ['编号', ...operands],
  flags: { ...AS, ...flags },
  must: ['as', ...must],
  run: async (args) =>
    asUser(args, async (client) => {
      const id = await problemNamed(client, args.words[0])
      const closeoutCase = { client, id, now: await readOf(client, id), ...args }
      await client.post(path(closeoutCase), await form(closeoutCase), closeoutCase.now.version)
      return fileNow(client, id)
    }),
})

export const closeout: Noun = {
  about: '销号：申请、签署意见、现场核查、公示、备案、撤销',
  acts: {
    show: {
      about: '查看销号办到哪一步、办理经过、现在可办什么',
      operands: ['编号'],
      flags: AS,
      must: ['as'],
      run: async (args) => asUser(args, async (client) => fileNow(client, await problemNamed(client, args.words[0]))),
    },
    ...Object.fromEntries(Object.entries(CLOSEOUT_COMMANDS).map(([name, act]) => [name, actOf(act)])),
  },
}
