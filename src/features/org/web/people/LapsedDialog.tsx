import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { forgetDrafts } from '#ui/form/drafts.ts'
import { LoginForm } from '../accounts/LoginForm.tsx'
import { CodeForm } from '../second-factor/CodeForm.tsx'
import { currentUserQuery, useCurrentUser } from '../current-user.ts'
import { setupQuery } from '../org-queries.ts'
import styles from '../accounts/sign-in.module.css'

/** Asks for the password over whatever page is open; another person logging in here gets a page of their own. */
export function LapsedDialog({ why, onBack }: { readonly why: string; readonly onBack: () => void }) {
  const [isCode, setCode] = useState(false)
  const before = useCurrentUser()
  const client = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const enter = async () => {
    if ((await client.fetchQuery({ ...setupQuery, staleTime: 0 })).due) return location.assign('/')
    const now = await client.fetchQuery({ ...currentUserQuery, staleTime: 0 })
    if (now.id !== before.id) {
      forgetDrafts(now.id)
      return location.assign('/')
    }
    onBack()
    await client.invalidateQueries()
  }
  return (
    <dialog ref={dialog} className={styles['lapsed']} aria-labelledby="lapsed-title" onCancel={(event) => event.preventDefault()}>
      <h2 id="lapsed-title">登录已失效，请重新登录</h2>
      {why && <p>{why}。</p>}
      <p className="ui-quiet">您填写的内容仍在本页，登录后请再保存一次。</p>
      {isCode ? (
        <CodeForm onIn={() => void enter()} onBack={() => setCode(false)} />
      ) : (
        <LoginForm onIn={() => void enter()} onCode={() => setCode(true)} />
      )}
    </dialog>
  )
}
