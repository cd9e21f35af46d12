import { type RefObject, useEffect } from 'react'

/** Said in the table's own help beside its keys. */
export const PAGE_KEYS: readonly (readonly [string, string])[] = [
  ['/', '到搜索框'],
  ['?', '显示全部快捷键'],
]

/** Keys that hold anywhere on the ledger page: / goes to the search box, ? shows all keys. On the document: before the frame's own, at the window. */
export function useLedgerKeys(search: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const help = () => document.querySelector<HTMLButtonElement>('.lg-help')?.click()
    const find = () => {
      search.current?.focus()
      search.current?.select()
    }
    const acts: Readonly<Record<string, () => void>> = { '/': find, '?': help, '？': help }
    const onKey = (event: KeyboardEvent) => {
      const act = acts[event.key]
      if (!act || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [search])
}

const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, .ant-modal') !== null
