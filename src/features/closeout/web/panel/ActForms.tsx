import { type ComponentType, Suspense } from 'react'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import { type SignForm, signedOf } from '#kernel/rooms/closeout-steps.ts'
import type { Cycle } from '../../closeout.contract.ts'
import type { CloseoutAct } from '../../domain/acts/closeout-acts.ts'
import type { FormProps } from '../forms/useActForm.ts'

/** What is being filled in: an act of the chain, or something about an objection. */
export type Doing = Exclude<CloseoutAct, 'verify'> | 'object' | { readonly answer: Cycle['objections'][number] }

/** The form of each act; what is signed has the form that the kind of the step declares. */
const FORMS: Readonly<Record<Exclude<Doing, object> | SignForm, ComponentType<FormProps>>> = {
  apply: lazyWithRetry(async () => ({ default: (await import('../forms/ApplyForm.tsx')).ApplyForm })),
  withdraw: lazyWithRetry(async () => ({ default: (await import('../forms/WithdrawForm.tsx')).WithdrawForm })),
  sign: lazyWithRetry(async () => ({ default: (await import('../forms/SignForm.tsx')).SignForm })),
  notice: lazyWithRetry(async () => ({ default: (await import('../forms/NoticeForm.tsx')).NoticeForm })),
  notice_end: lazyWithRetry(async () => ({ default: (await import('../forms/NoticeEndForm.tsx')).NoticeEndForm })),
  file: lazyWithRetry(async () => ({ default: (await import('../forms/FilingActForm.tsx')).FilingActForm })),
  revoke: lazyWithRetry(async () => ({ default: (await import('../forms/RevokeForm.tsx')).RevokeForm })),
  object: lazyWithRetry(async () => ({ default: (await import('../forms/ObjectionForms.tsx')).AddObjectionForm })),
}
const AnswerForm = lazyWithRetry(async () => ({ default: (await import('../forms/ObjectionForms.tsx')).AnswerForm }))

/** The form of what is being done; fetched when it is first needed. */
export function ActForms({ doing, ...props }: FormProps & { readonly doing: Doing | undefined }) {
  if (doing === undefined) return null
  if (typeof doing === 'object')
    return (
      <Suspense>
        <AnswerForm {...props} objection={doing.answer} />
      </Suspense>
    )
  const { step } = props.closeout
  const Form = FORMS[doing === 'sign' && step ? (signedOf(step.kind)?.form ?? doing) : doing]
  return (
    <Suspense>
      <Form {...props} />
    </Suspense>
  )
}
