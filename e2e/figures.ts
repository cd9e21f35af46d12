import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What a strip of figures shows, by word: { 未启动: 33, 正在整改: 98 }. */
export async function figuresIn(strip: Locator): Promise<Record<string, number>> {
  const texts = await strip.getByRole('button').allInnerTexts()
  return Object.fromEntries(
    texts.map((text) => {
      const [, word = '', figure = ''] = /^(\D+?)\s*(\d+)$/u.exec(text.trim()) ?? []
      return [word, Number(figure)]
    }),
  )
}

export const sumOf = (figures: Readonly<Record<string, number>>): number => Object.values(figures).reduce((all, one) => all + one, 0)

/** A strip or a row of chips by its name. */
export const strip = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true })

/** Waits until the ledger below its rows says how many there are. */
export const totalIs = (page: Page, total: number): Promise<void> =>
  page.getByRole('navigation', { name: '分页' }).getByText(`共 ${total} 项`).waitFor()

/** Waits until a figure stands where it should: figures come after the act that changes them. */
export const figureIs = (figures: Locator, word: string, count: number): Promise<void> =>
  expect.poll(async () => (await figuresIn(figures))[word]).toBe(count)

type Row = { readonly id: string; readonly title: string; readonly acceptance: readonly unknown[] }

/** The first 200 problems a person sees, asked for in the person's own session: what a screen must agree with. */
export async function rowsOf(page: Page, query = ''): Promise<readonly Row[]> {
  const reply = await page.request.get(`/api/problems?size=200${query}`)
  return ((await reply.json()) as { rows: Row[] }).rows
}
