import { useQueryClient } from '@tanstack/react-query'
import type { ViewId } from '#kernel/rooms/problems.ts'
import { call } from '#ui/api-client.ts'
import { removeViewEndpoint, saveViewEndpoint } from '../../problems.contract.ts'
import { callErrorOf } from '../cells/cell-calls.ts'
import { type LedgerState, hasLeftView, stateOfView, viewQueryOf, withoutFilter } from './ledger-url.ts'
import { VIEWS, useViews } from '../problem-queries.ts'
import type { ToastMessage } from '#ui/feedback/Toast.tsx'
import type { Go } from './useLedgerState.ts'

type Props = {
  readonly state: LedgerState
  readonly go: Go
  /** Columns as chosen; undefined: the usual ones. */
  readonly cols: readonly string[] | undefined
  readonly notify: (message: ToastMessage) => void
}
type View = { readonly id: ViewId; readonly name: string; readonly query: string }

const save = ({ name, query }: Pick<View, 'name' | 'query'>) => call(saveViewEndpoint, {}, { name, query })
const remove = ({ id: viewId }: View) => call(removeViewEndpoint, { viewId }, {})

/** A view is renamed by saving it again under its new name. */
async function renamedTo(view: View, name: string): Promise<View> {
  const renamed = await save({ name, query: view.query })
  await remove(view)
  return renamed
}

/** The name is taken until the old one is gone; if the new one can't be saved the old one comes back. */
async function replaced(view: View, query: string): Promise<View> {
  await remove(view)
  try {
    return await save({ name: view.name, query })
  } catch (error) {
    await save(view)
    throw error
  }
}

/** One's own views: choose, save, rename, delete. What the list shows is in the address, so a view is an address with a name. */
export function useSavedViews({ state, go, cols, notify }: Props) {
  const views = useViews().data?.views ?? []
  const attempt = useAttempt(notify)
  const current = views.find(({ id }) => id === state.view)
  const goAs = (view: ViewId | undefined) => go({ ...state, view }, 'replace')

  const saveNow = async (name: string) => {
    const { id } = await save({ name, query: viewQueryOf(state, cols) })
    goAs(id)
    notify({ text: `已保存视图“${name}”` })
  }
  const rename = async (view: View, name: string) => {
    const renamed = await renamedTo(view, name)
    if (view === current) goAs(renamed.id)
  }
  const update = async (view: View) => {
    goAs((await replaced(view, viewQueryOf(state, cols))).id)
    notify({ text: `已更新视图“${view.name}”` })
  }
  const restore = async (view: View) => {
    await save(view)
    notify({ text: `已恢复视图“${view.name}”` })
  }
  const removeOne = async (view: View) => {
    await remove(view)
    if (view === current) goAs(undefined)
    notify({ text: `已删除视图“${view.name}”`, act: { words: '撤销', run: () => attempt(() => restore(view)) } })
  }

  const withView = (id: string, act: (view: View) => Promise<void>) => {
    const view = views.find((one) => one.id === id)
    if (view) attempt(() => act(view))
  }
  const onChoose = (id: string | undefined) => {
    const view = views.find((one) => one.id === id)
    go(view ? stateOfView(view.id, view.query) : withoutFilter(state))
  }
  return {
    views,
    current: current?.id,
    changed: current !== undefined && hasLeftView(state, current.query),
    onChoose,
    onSave: (name: string) => attempt(() => saveNow(name)),
    onUpdate: (id: string) => withView(id, update),
    onRename: (id: string, name: string) => withView(id, async (view) => (view.name === name ? undefined : rename(view, name))),
    onDelete: (id: string) => withView(id, removeOne),
  }
}

/** Does something with views, says why where it did not work, and reads them anew. */
function useAttempt(notify: (message: ToastMessage) => void) {
  const client = useQueryClient()
  const run = async (work: () => Promise<void>) => {
    await work().catch((error: unknown) => notify({ text: callErrorOf(error).message, tone: 'alarm' }))
    await client.invalidateQueries({ queryKey: VIEWS })
  }
  return (work: () => Promise<void>) => void run(work)
}
