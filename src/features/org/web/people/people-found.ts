import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { PersonRow } from '../../org.contract.ts'
import { peopleQuery } from '../org-queries.ts'

const MAX_PEOPLE = 30

/** People in office by what is typed; asks the server, so that any number of people will do. */
export function usePeopleFound() {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim().slice(0, 40))
  const { data, isFetching } = useQuery({
    ...peopleQuery({ ...(q && { q }), size: MAX_PEOPLE }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return { people: data?.rows ?? [], isFetching, setTyped }
}

/** Where and what a person is. */
export const aboutPerson = ({ post, unit }: Pick<PersonRow, 'post' | 'unit'>): string => [unit.name, post].filter(Boolean).join(' ')
