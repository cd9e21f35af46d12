import type { BrowserContext, ConsoleMessage, Page, Request } from 'playwright-core'
import { expect } from 'vitest'

export type Watch = {
  /** What should not have happened: page errors, console errors, requests to elsewhere, answers of 400 and above. */
  readonly wrong: readonly string[]
  /** What of it the test asks for, each once: '403 POST /api/setup'. */
  readonly refused: string[]
}

const onTheirWay = new WeakMap<Page, Set<Request>>()
const isLocal = (url: string) => /^(?:data|blob):/.test(url)
/** The browser repeats every refusal on its console; the answer itself is recorded. */
const isEcho = (message: ConsoleMessage) => message.text().startsWith('Failed to load resource: the server responded with a status of')

const over = (request: Request) => void under(request)?.delete(request)

/** Records everything on the pages of a context that a careful user would call an error. */
export function watchOver(context: BrowserContext, home: string): Watch {
  const wrong: string[] = []
  context.on('page', (page) => onTheirWay.set(page, new Set()))
  context.on('request', (request) => {
    const url = request.url()
    if (isLocal(url)) return
    if (!url.startsWith(`${home}/`)) wrong.push(`elsewhere: ${url}`)
    under(request)?.add(request)
  })
  context.on('requestfinished', over)
  context.on('requestfailed', over)
  context.on('response', (response) => {
    const request = response.request()
    if (response.status() >= 400) wrong.push(`${response.status()} ${request.method()} ${new URL(response.url()).pathname}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error' && !isEcho(message)) wrong.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => wrong.push(`page: ${error.error().message}`))
  return { wrong, refused: [] }
}

/** A page's own requests; a request that is over before its page is known counts nowhere. */
function under(request: Request): Set<Request> | undefined {
  try {
    return onTheirWay.get(request.frame().page())
  } catch {
    return undefined
  }
}

/** What a page has asked for and not got yet: 'POST /api/reports'. */
export const stillOnTheirWay = (page: Page): string[] =>
  [...(onTheirWay.get(page) ?? [])].map((request) => `${request.method()} ${new URL(request.url()).pathname}`)

const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))'

/** Waits until nothing is on its way and what came has been drawn; what came may ask for more. */
export async function settled(page: Page): Promise<void> {
  const count = () => onTheirWay.get(page)?.size ?? 0
  do {
    await expect.poll(count, { interval: 20 }).toBe(0)
    await page.evaluate(TWO_FRAMES)
  } while (count() > 0)
}
