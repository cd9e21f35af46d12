import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SettingKey } from '#kernel/rooms.ts'
import { effectsQuery } from './settings-queries.ts'
import { effectWords } from './setting-words.ts'
import styles from './settings.module.css'

type Props = { readonly settingKey: SettingKey; readonly scope: string; readonly value: unknown }

/** How many matters saving would touch, counted once typing has paused. */
export function Effects({ settingKey, scope, value }: Props) {
  const wanted = JSON.stringify([scope, value])
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), 300)
    return () => clearTimeout(timer)
  }, [wanted])
  const { data, error } = useQuery({ ...effectsQuery(settingKey, scope, value), enabled: settled === wanted })
  return (
    <p className={styles['effects']} role="status">
      {error ? `没有算出影响：${error.message}` : data ? effectWords(data.effects) : '正在计算影响……'}
    </p>
  )
}
