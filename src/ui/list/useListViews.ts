import { toast, toastError } from '../feedback/Toast.tsx'
import type { FilterSchema } from './list-address.ts'
import type { ListPage } from './useListPage.ts'

/** A view is an address with a name. */
export type ListView = { readonly id: string; readonly name: string; readonly query: string }
type Props<F extends FilterSchema, S extends string, Id extends string> = {
  readonly page: Pick<ListPage<F, S, Id>, 'address' | 'state' | 'go'>
  readonly views: readonly ListView[]
  /** Columns as chosen; undefined: the usual ones. */
  readonly cols: readonly string[] | undefined
  readonly save: (view: Pick<ListView, 'name' | 'query'>) => Promise<{ readonly id: string }>
  readonly remove: (id: string) => Promise<unknown>
  /** Read them anew. */
  readonly onChanged: () => Promise<unknown>
}

/** One's own views of a list: choose, save, rename, update, delete with a way back. Spread into SavedViews. */
export function useListViews<F extends FilterSchema, S extends string, Id extends string>(props: Props<F, S, Id>) {
  const { views, page } = props
  const { address, state, go } = page
  const current = views.find(({ id }) => id === state.view)
  const acts = actsOn(props, current)
  const attempt = (work: () => Promise<void>) => void acts.attempt(work)
  const withView = (id: string, act: (view: ListView) => Promise<void>) => {
    const view = views.find((one) => one.id === id)
    if (view) attempt(() => act(view))
  }
  return {
    views,
    current: current?.id,
    changed: current !== undefined && address.hasLeftView(state, current.query),
    onChoose: (id: string | undefined) => {
      const view = views.find((one) => one.id === id)
      go(view ? address.stateOfView(view.id, view.query) : address.withoutFilter(state))
    },
    onSave: (name: string) => attempt(() => acts.saveNow(name)),
    onUpdate: (id: string) => withView(id, acts.update),
    onRename: (id: string, name: string) => withView(id, (view) => acts.rename(view, name)),
    onDelete: (id: string) => withView(id, acts.removeOne),
  }
}

function actsOn<F extends FilterSchema, S extends string, Id extends string>(props: Props<F, S, Id>, current: ListView | undefined) {
  const { page, cols, save, remove, onChanged } = props
  const { address, state, go } = page
  const goAs = (view: string | undefined) => go({ ...state, view }, 'replace')
  const now = () => address.viewQueryOf(state, cols)
  /** Does something with views, says why where it did not work, and reads them anew. */
  const attempt = (work: () => Promise<void>) =>
    work()
      .catch((error: unknown) => toastError(error))
      .then(onChanged)
  const restore = async (view: ListView) => {
    await save(view)
    toast(`已恢复视图“${view.name}”`)
  }
  return {
    attempt,
    saveNow: async (name: string) => {
      const { id } = await save({ name, query: now() })
      goAs(id)
      toast(`已保存视图“${name}”`)
    },
    /** A view is renamed by saving it again under its new name. */
    rename: async (view: ListView, name: string) => {
      if (view.name === name) return
      const { id } = await save({ name, query: view.query })
      await remove(view.id)
      if (view === current) goAs(id)
    },
    /** The name is taken until the old one is gone; if the new one can't be saved the old one comes back. */
    update: async (view: ListView) => {
      await remove(view.id)
      try {
        goAs((await save({ name: view.name, query: now() })).id)
      } catch (error) {
        await save(view)
        throw error
      }
      toast(`已更新视图“${view.name}”`)
    },
    removeOne: async (view: ListView) => {
      await remove(view.id)
      if (view === current) goAs(undefined)
      const undo = () => void attempt(() => restore(view))
      toast({ text: `已删除视图“${view.name}”`, act: { words: '撤销', run: undo } })
    },
  }
}
