import { type ComponentType, type ReactNode, createContext, useContext } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'

export type TypedProps = { readonly label: string; readonly value: string; readonly onChange: (text: string) => void }
/** Looks at what somebody types into a field for words, and says below it what must be decided first. */
const Check = createContext<ComponentType<TypedProps> | null>(null)
export const TypedCheckProvider = Check

const Matter = createContext<MatterId | null>(null)
/** The matter about which the fields inside are typed. */
export const MatterScope = ({ id, children }: { readonly id: MatterId; readonly children: ReactNode }) => (
  <Matter value={id}>{children}</Matter>
)
export const useMatterScope = (): MatterId | null => useContext(Matter)

/** What the house has to say to a text that is being typed. */
export function TypedCheck(props: TypedProps) {
  const Said = useContext(Check)
  return Said && props.value !== '' ? <Said {...props} /> : null
}
