import { type DragEvent, useEffect, useRef, useState } from 'react'
import { carriesFiles } from '../gallery/drag.ts'
import { stamp } from '../moments.ts'

type OnFiles = (files: readonly File[]) => void

/** Files dropped on one part of a page; `over`: something is being dragged over it. */
export function useDrop(onFiles: OnFiles) {
  const [over, setOver] = useState(false)
  return {
    over,
    drop: {
      onDragOver: (event: DragEvent) => {
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        setOver(true)
      },
      onDragLeave: (event: DragEvent) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      },
      onDrop: (event: DragEvent) => {
        setOver(false)
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        onFiles([...event.dataTransfer.files])
      },
    },
  }
}

/** A screenshot or files pasted anywhere but into a field. */
export function usePaste(onFiles: OnFiles): void {
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event
      const inField = target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')
      const files = [...(clipboardData?.files ?? [])]
      if (inField || files.length === 0) return
      event.preventDefault()
      latest.current(files.map(named))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}

/** Browsers call every screenshot image.png. */
const named = (file: File): File =>
  file.name === 'image.png' ? new File([file], `截图${stamp(Date.now())}.png`, { type: file.type, lastModified: file.lastModified }) : file
