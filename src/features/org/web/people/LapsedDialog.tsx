import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { LoginForm } from '../accounts/LoginForm.tsx'
import { currentUserQuery, useCurrentUser } from '../current-user.ts'
import { setupQuery } from '../org-queries.ts'
import styles from '../accounts/sign-in.module.css'

/** Asks for the password over whatever page is open; another person logging in here gets a page of their own. */
export function LapsedDialog({ onBack }: { readonly onBack: () => void }) {
  const before = useCurrentUser()
  const client = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const enter = async () => {
    if ((await client.fetchQuery({ ...setupQuery, staleTime: 0 })).due) return location.assign('/')
    const now = await client.fetchQuery({ ...currentUserQuery, staleTime: 0 })
    if (now.id !== before.id) return location.assign('/')
    onBack()
    await client.invalidateQueries()
  }
  return (
    <dialog ref={dialog} className={styles['lapsed']} aria-labelledby="lapsed-title" onCancel={(event) => event.preventDefault()}>
      <h2 id="lapsed-title">登录已失效，请重新登录</h2>
      <p className="ui-quiet">您填写的内容仍在本页，登录后请再保存一次。</p>
      <LoginForm onIn={() => void enter()} />
    </dialog>
  )
}
