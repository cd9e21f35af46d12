import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PersonId } from '#kernel/rooms/org.ts'
import { Drawer } from '#ui/feedback/Dialog.tsx'
import { ErrorState } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Person, endPersonEndpoint } from '../../org.contract.ts'
import { PersonActivations } from '../activations/PersonActivations.tsx'
import { AccountPart } from '../accounts/AccountPart.tsx'
import { DutiesPart } from './DutiesPart.tsx'
import { EndDateEditor } from '../EndDateEditor.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import { useCan } from '../current-user.ts'
import { ORG, personQuery } from '../org-queries.ts'

type Props = {
  /** Undefined: a new person. */
  readonly person: PersonId | undefined
  readonly onAdded: (person: PersonId) => void
  readonly onClose: () => void
}

/** One person: facts, duties with their dates, account. */
export function PersonDrawer({ person, onAdded, onClose }: Props) {
  return (
    <Drawer title={person ? '人员' : '新增人员'} onClose={onClose}>
      {person ? <Existing id={person} onClose={onClose} /> : <PersonFacts person={undefined} onSaved={onAdded} />}
    </Drawer>
  )
}

function Existing({ id, onClose }: { readonly id: PersonId; readonly onClose: () => void }) {
  const { data: person, error, refetch } = useQuery(personQuery(id))
  const client = useQueryClient()
  const mayEnd = useCan('org.save-person')
  const changed = () => client.invalidateQueries({ queryKey: ORG })
  if (error && !person) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  if (!person) return null
  return (
    <>
      <PersonFacts key={person.version} person={person} onSaved={() => void changed()} />
      <PersonActivations person={person.id} />
      <DutiesPart person={person} onChanged={() => void changed()} />
      {person.account !== undefined && <AccountPart person={{ ...person, account: person.account }} onChanged={() => void changed()} />}
      {mayEnd && <PersonEnding person={person} onDone={() => void changed().then(onClose)} />}
    </>
  )
}

const PersonEnding = ({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) => (
  <EndDateEditor
    word="离任"
    about="此人的角色一并终止，账号不能再登录；过去的记录不变。名下的事项请另行交接。"
    endedOn={person.endedOn}
    end={(from) => call(endPersonEndpoint, { person: person.id }, { from }, { version: person.version })}
    onDone={onDone}
  />
)
