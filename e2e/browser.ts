import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Beyond 127.0.0.1 no name resolves and no proxy helps; containers have a small /dev/shm; letters look the same on every machine. */
const FLAGS = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--no-proxy-server',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
]

/** The machine's own Chromium: nothing is downloaded. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path))
  if (!executablePath) throw new Error('没有找到 Chromium：apt-get install -y chromium fonts-noto-cjk，或设置 CHROMIUM')
  return chromium.launch({ executablePath, timeout: 180_000, args: [...FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] })
}
