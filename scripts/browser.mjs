// The machine's own Chromium and Chinese fonts, which the browser tests need. Nothing is downloaded but through apt.
import { existsSync, readdirSync } from 'node:fs'
import { run } from './run.mjs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const FONTS = '/usr/share/fonts/opentype/noto'
const INSTALL = 'apt-get install -y --no-install-recommends'

const hasBrowser = () => existsSync(process.env.CHROMIUM || '') || PLACES.some((path) => existsSync(path))
const hasFonts = () => process.platform !== 'linux' || (existsSync(FONTS) && readdirSync(FONTS).some((name) => /CJK/.test(name)))
const lackingBrowser = () => [...(hasBrowser() ? [] : ['chromium']), ...(hasFonts() ? [] : ['fonts-noto-cjk'])]

/** The directory server that the long tests talk to. */
const lackingServers = () => (existsSync('/usr/sbin/slapd') ? [] : ['slapd'])

/** Installs what is missing where it may. Answers '' or, in words, what is missing and how to get it. */
export const ensureBrowser = () => ensure(lackingBrowser, '浏览器测试', '（或用环境变量 CHROMIUM 指定浏览器）')
export const ensureServers = () => ensure(lackingServers, '目录（LDAP）登录的测试', '')

async function ensure(lacking, what, otherwise) {
  const before = lacking()
  if (before.length === 0) return ''
  const byHand = (packages) => `${what}还缺少：${packages.join('、')}。\n办法：sudo ${INSTALL} ${packages.join(' ')}${otherwise}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return byHand(before)
  process.stdout.write(`正在用 apt 安装 ${before.join('、')}……\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { keep: true, env }) // without a network what is known already may do
  const { output } = await run('apt-get', [...INSTALL.split(' ').slice(1), ...before], { keep: true, env })
  const after = lacking()
  return after.length === 0 ? '' : `${byHand(after)}\n--- apt 的原话 ---\n${output.trim().split('\n').slice(-8).join('\n')}`
}
