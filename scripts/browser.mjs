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
const lacking = () => [...(hasBrowser() ? [] : ['chromium']), ...(hasFonts() ? [] : ['fonts-noto-cjk'])]

/** Installs what is missing where it may. Answers '' or, in words, what is missing and how to get it. */
export async function ensureBrowser() {
  const before = lacking()
  if (before.length === 0) return ''
  const byHand = (packages) =>
    `浏览器测试还缺少：${packages.join('、')}。\n办法：sudo ${INSTALL} ${packages.join(' ')}（或用环境变量 CHROMIUM 指定浏览器）`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return byHand(before)
  process.stdout.write(`正在用 apt 安装 ${before.join('、')}……\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { keep: true, env }) // without a network what is known already may do
  const { output } = await run('apt-get', [...INSTALL.split(' ').slice(1), ...before], { keep: true, env })
  const after = lacking()
  return after.length === 0 ? '' : `${byHand(after)}\n--- apt 的原话 ---\n${output.trim().split('\n').slice(-8).join('\n')}`
}
