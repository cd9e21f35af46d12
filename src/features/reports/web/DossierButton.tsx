import { useEffect, useRef, useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { sizeWords } from '#kernel/amounts.ts'
import { download, saveDownload } from '#ui/api-client.ts'
import { ProgressBar } from '#ui/feedback/states.tsx'
import { dossierEndpoint } from '../papers.contract.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './reports.module.css'

type Props = { readonly matterId: MatterId; readonly files: number; readonly bytes: number }
type State = { readonly got?: number; readonly total?: number; readonly message?: string; readonly failed?: boolean }

/** Downloads a problem's whole file: how far it is, and a way out. Leaving the page ends it. */
export function DossierButton({ matterId, files, bytes }: Props) {
  const [state, setState] = useState<State>({})
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const make = async () => {
    const abort = new AbortController()
    running.current = abort
    setState({ got: 0, total: 0 })
    try {
      const onProgress = (got: number, total: number) => setState((old) => (isNews(old, got, total) ? { got, total } : old))
      const file = await download(dossierEndpoint, { matterId }, {}, { signal: abort.signal, onProgress })
      saveDownload(file)
      setState({ message: `已下载，${sizeWords(file.blob.size)}。解压后可用 sha256sum -c 校验清单.txt 核对` })
    } catch (error) {
      if (abort.signal.aborted) setState({ message: '已取消下载' })
      else setState({ failed: true, message: error instanceof Error ? error.message : '没有下载完，请再试一次' })
    }
  }
  const { got, total = 0, message, failed } = state
  return (
    <div className={styles['dossier']}>
      <div>
        <strong>一案一档</strong>
        <span className="ui-quiet">
          按 15 类分文件夹，含目录（页数、字节、校验值）、各轮文书和佐证原件 {files} 件（约 {sizeWords(bytes)}）
        </span>
      </div>
      {got === undefined ? (
        <Button onClick={() => void make()}>下载一案一档（.zip）</Button>
      ) : (
        <ProgressBar
          text={got === 0 ? '正在整理目录' : '正在下载（KB）'}
          {...(total > 0 && { done: Math.ceil(got / 1024), total: Math.ceil(total / 1024) })}
          onCancel={() => running.current?.abort()}
        />
      )}
      {message && (
        <span role={failed ? 'alert' : 'status'} className={failed ? styles['failed'] : 'ui-quiet'}>
          {message}
        </span>
      )}
    </div>
  )
}

/** A hundred steps are enough to draw. */
const isNews = ({ got = 0 }: State, now: number, total: number) => now === total || now - got > total / 100
