import type { z } from 'zod'
import type { Person, PersonRow } from '#features/org/org.contract.ts'
import type { SessionLine, sessionsOfPersonEndpoint } from '#features/org/session.contract.ts'
import { LOG_IN_WAY_WORDS } from '#kernel/rooms/org-tables.ts'
import { ROLE_WORDS } from '#kernel/roles.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Answer, type Command, type Noun, UsageError } from './command.ts'
import { AS } from './flags.ts'

const PAGE = 200
const factorWords = (hasFactor: boolean | undefined) => (hasFactor === true ? '已启用两步验证' : '没有启用两步验证')

/** Everybody with an account; absent where the caller does not manage accounts. */
async function accounts(client: ApiClient, rows: readonly PersonRow[] = []): Promise<readonly PersonRow[]> {
  const page = 1 + rows.length / PAGE
  const { rows: more } = (await client.get(`/org/people?state=all&size=${PAGE}&page=${page}`)) as { rows: PersonRow[] }
  if (more.length === PAGE) return accounts(client, [...rows, ...more])
  return [...rows, ...more].filter(({ account }) => account === 'active' || account === 'disabled')
}
const list: Command = {
  about: '列出账号和各自是否启用两步验证',
  operands: [],
  flags: { ...AS, 'without-factor': '：只列出没有启用两步验证的' },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      const all = await accounts(client)
      const found = args.flags['without-factor'] === undefined ? all : all.filter(({ hasFactor }) => hasFactor === false)
      const lines = found.map(({ login, name, unit, roles, account: state, hasFactor }) =>
        [
          `${login ?? ''} ${name}（${unit.name}）`,
          roles.map(({ role }) => ROLE_WORDS[role]).join('、') || '没有角色',
          factorWords(hasFactor),
          ...(state === 'disabled' ? ['已停用'] : []),
        ].join('　'),
      )
      return { text: lines.join('\n') || '没有账号', json: { accounts: found } }
    }),
}

type Act = (client: ApiClient, person: string, login: string) => Promise<Answer>
/** An act on somebody's account, named by the log-in. */
const ofLogin = (about: string, act: Act): Command => ({
  about,
  operands: ['登录名'],
  flags: AS,
  must: ['as'],
  run: (args) => {
    const [login = ''] = args.words
    return asUser(args, async (client, personOf) => act(client, await personOf(login), login))
  },
})

const show = ofLogin('查看一个账号：登录方式、两步验证、是否锁定或停用', async (client, person) => {
  const { name, account: found } = (await client.get(`/org/people/${person}`)) as unknown as Person
  if (!found) throw new UsageError('没有账号管理权限，请用 --as 写系统管理员的登录名')
  const { login, way, hasFactor, isDisabled, mustChange, lockedUntil } = found
  const words = [
    `${login} ${name}`,
    `登录方式：${LOG_IN_WAY_WORDS[way]}`,
    factorWords(hasFactor),
    ...(mustChange ? ['下次登录须改密码'] : []),
    ...(lockedUntil === null ? [] : [`锁定至 ${lockedUntil}`]),
    ...(isDisabled ? ['已停用'] : []),
  ]
  return { text: words.join('\n'), json: { name, ...found } }
})

const KINDS = { browser: '浏览器', command: '命令行' } as const
const sessionWords = ({ mark, kind, address, agent, since, lastUsed }: SessionLine) =>
  `${mark.slice(0, 8)}　${KINDS[kind]}${address === null ? '' : ` ${address}`}${agent === null ? '' : ` ${agent}`}　自 ${since}　最近 ${lastUsed}`
const sessions = ofLogin('列出一个账号在哪里登录着', async (client, person) => {
  const found = (await client.get(`/org/people/${person}/sessions`)) as z.output<typeof sessionsOfPersonEndpoint.reply>
  return { text: found.sessions.map(sessionWords).join('\n') || '没有登录', json: found }
})
const endSessions = ofLogin('结束一个账号的所有登录', async (client, person, login) => ({
  text: `已结束 ${login} 的所有登录`,
  json: await client.post(`/org/people/${person}/sessions/end`),
}))
/** Through the same door as the page: whoever runs it owns the data folder, so that the only admin, too, comes back in after a lost phone. */
const resetFactor = ofLogin('重置两步验证：手机和恢复码都丢了时用，唯一的系统管理员也可以为自己办', async (client, person, login) => {
  const done = await client.post(`/org/people/${person}/second-factor/reset`)
  const text =
    done['waits'] === true
      ? `已提交，待另一名管理员启用：bihuan activation activate --as 登录名 --no 编号`
      : `已重置：${login} 的登录全部结束，下次登录不再要验证码，角色要求的须重新启用`
  return { text, json: done }
})

export const account: Noun = {
  about: '账号安全：两步验证、在哪里登录着',
  acts: { list, show, sessions, 'end-sessions': endSessions, 'reset-factor': resetFactor },
}
