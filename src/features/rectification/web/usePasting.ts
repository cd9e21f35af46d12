import { useQueryClient } from '@tanstack/react-query'
import type { ClipboardEvent } from 'react'
import { parseTsv } from '#ui/ledger/tsv.ts'
import { peopleQuery, unitsQuery } from '#features/org/web/org-queries.ts'
import { spotOf } from './cell-spots.ts'
import { type Names, namesUnder, pasteAt } from './plan-draft.ts'
import type { Editing } from './usePlanDraft.ts'

const ASKED = 60

/** The one that is meant; two of one name are nobody. */
const only = <T extends { readonly id: string }>(list: readonly T[]) => (new Set(list.map(({ id }) => id)).size === 1 ? list[0] : undefined)

/** A block of cells from Excel or WPS is laid over the table from the cell it is pasted into; one cell is pasted as text. */
export function usePasting({ draft, edit }: Editing) {
  const client = useQueryClient()

  /** Units and people by their exact names. */
  async function namesFor(people: readonly string[]): Promise<Names> {
    const units = await client.ensureQueryData(unitsQuery)
    const found = await Promise.all(
      people.slice(0, ASKED).map((q) => client.fetchQuery({ ...peopleQuery({ q: q.slice(0, 40), size: 20 }), staleTime: 60_000 })),
    )
    const persons = found.flatMap(({ rows }) => rows)
    return {
      unit: (name) => only(units.filter((unit) => unit.endedOn === null && [unit.name, unit.shortName, ...unit.aliases].includes(name))),
      person: (name) => only(persons.filter((person) => person.name === name)),
    }
  }

  return (event: ClipboardEvent) => {
    const spot = spotOf(event.target)
    const block = parseTsv(event.clipboardData.getData('text/plain'))
    if (!spot || (block.length <= 1 && (block[0]?.length ?? 0) <= 1)) return
    event.preventDefault()
    void namesFor(namesUnder('person', spot.column, block)).then((names) => edit(pasteAt(draft.rows, spot.row, spot.column, block, names)))
  }
}
