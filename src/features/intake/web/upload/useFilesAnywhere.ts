import { useEffect, useRef, useState } from 'react'
import { fileOfBlock, isBlock } from './accepted-files.ts'

const carriesFiles = (transfer: DataTransfer | null): transfer is DataTransfer => transfer?.types.includes('Files') ?? false

/** Files dropped anywhere in the window. Answers whether something is being dragged over it. */
export function useDropAnywhere(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useLatest(onFiles)
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      // Leaving for another element names it; leaving the window names nothing.
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      latest.current([...event.dataTransfer.files])
    }
    window.addEventListener('dragover', hold)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', hold)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [latest])
  return over
}

/** A block of cells or files pasted anywhere but into a field. `onOther`: the clipboard holds neither. */
export function usePasteAnywhere(onFiles: (files: readonly File[]) => void, onOther: () => void): void {
  const latest = useLatest({ onFiles, onOther })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event
      if (!clipboardData || (target instanceof Element && target.closest('input, textarea, select, [contenteditable]'))) return
      // Excel puts a picture of the block beside its text: the text is what is meant.
      const text = clipboardData.getData('text/plain')
      const files = isBlock(text) ? [fileOfBlock(text)] : [...clipboardData.files]
      event.preventDefault()
      if (files.length > 0) latest.current.onFiles(files)
      else latest.current.onOther()
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [latest])
}

function useLatest<T>(value: T) {
  const ref = useRef(value)
  useEffect(() => {
    ref.current = value
  })
  return ref
}
