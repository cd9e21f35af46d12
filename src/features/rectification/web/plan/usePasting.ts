import { useQueryClient } from '@tanstack/react-query'
import { type ClipboardEvent, useEffect, useRef } from 'react'
import { parseTsv } from '#ui/ledger/model/tsv.ts'
import { peopleQuery, unitsQuery } from '#features/org/web/org-queries.ts'
import { spotOf } from './cell-spots.ts'
import { type Names, namesUnder, pasteAt } from './plan-draft.ts'
import type { Editing } from './usePlanDraft.ts'

const MIN_TO_CONFIRM = 60
/** Without an answer every name waits to be chosen. */
const NOBODY: Names = { unit: () => undefined, person: () => undefined }

/** The one that is meant; two of one name are nobody. */
const only = <T extends { readonly id: string }>(list: readonly T[]) => (new Set(list.map(({ id }) => id)).size === 1 ? list[0] : undefined)

/** A block of cells from Excel or WPS is laid over the table from the cell it is pasted into; one cell is pasted as text. */
export function usePasting(editing: Editing) {
  const client = useQueryClient()
  const latest = useRef(editing)
  useEffect(() => {
    latest.current = editing // names are asked for between pasting and laying down; what is typed meanwhile stays
  })

  /** Units and people by their exact names. */
  async function namesFor(people: readonly string[]): Promise<Names> {
    const units = await client.ensureQueryData(unitsQuery)
    const found = await Promise.all(
      people.slice(0, MIN_TO_CONFIRM).map((q) => client.fetchQuery({ ...peopleQuery({ q: q.slice(0, 40), size: 20 }), staleTime: 60_000 })),
    )
    const persons = found.flatMap(({ rows }) => rows)
    const unitOf = (name: string) =>
      only(units.filter((unit) => unit.endedOn === null && [unit.name, unit.shortName, ...unit.aliases].includes(name)))
    return {
      unit: (name) => {
        const unit = unitOf(name)
        return unit && { id: unit.id, name: unit.shortName ?? unit.name }
      },
      person: (name) => only(persons.filter((person) => person.name === name)),
    }
  }

  return (event: ClipboardEvent) => {
    const spot = spotOf(event.target)
    const block = parseTsv(event.clipboardData.getData('text/plain'))
    if (!spot || (block.length <= 1 && (block[0]?.length ?? 0) <= 1)) return
    event.preventDefault()
    const layDown = (names: Names) => latest.current.edit(pasteAt(latest.current.draft.rows, spot.row, spot.column, block, names))
    void namesFor(namesUnder('person', spot.column, block)).then(layDown, () => layDown(NOBODY))
  }
}
