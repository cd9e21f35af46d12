import type { Closeout } from '#features/closeout/closeout.contract.ts'
import { ENTRY_ACT_WORDS, VERDICT_WORDS } from '#features/closeout/domain/words.ts'
import { asUser } from './as-user.ts'
import { CLOSEOUT_COMMANDS } from './closeout-acts.ts'
import { type Command, Refusal } from './command.ts'
import { problemNamed } from './named.ts'

const FLAGS =
  'as text on mechanism verdict back-to signatory scan place from until members residents monitoring photos refuse medium address contact-unit contact no to kind'.split(
    ' ',
  )
const ACTS = ['show', ...Object.keys(CLOSEOUT_COMMANDS)]

function inWords({ words, current, lacks, acts }: Closeout): string {
  const entries = (current?.entries ?? []).map(({ seq, stepName, act, verdict, signatory, signedOn, text, voided }) =>
    [
      `${seq}. ${stepName} ${ENTRY_ACT_WORDS[act]}`,
      verdict && VERDICT_WORDS[verdict],
      signatory?.name,
      signedOn,
      text,
      voided && `已作废：${voided.reason}`,
    ]
      .filter(Boolean)
      .join('，'),
  )
  const may = acts.filter(({ whyNot }) => whyNot === null).map((act) => act.words)
  return [words, ...entries, ...lacks.map((lack) => `尚缺：${lack}`), `现在可办：${may.join('、') || '无'}`].join('\n')
}

export const closeout: Command = {
  usage: `closeout ${ACTS.join('|')} 编号 --as 登录名 [--text 意见或说明] …`,
  about: '申请销号、签署意见、现场核查、公示、备案、撤销销号',
  flags: FLAGS,
  run: async (args) => {
    const [act = '', no] = args.words
    if (!ACTS.includes(act)) throw new Refusal(`请说明办理什么：${ACTS.join('、')}`)
    return asUser(args, async (hand) => {
      const id = await problemNamed(hand, no)
      const read = async () => (await hand.get(`/problems/${id}/closeout`)) as unknown as Closeout
      const command = CLOSEOUT_COMMANDS[act]
      if (command) {
        const now = await read()
        const form = await command.form({ hand, id, now, flags: args.flags })
        await hand.post(`/problems/${id}/closeout/${command.path}`, form, now.version)
      }
      const after = await read()
      return { text: inWords(after), json: after }
    })
  },
}
