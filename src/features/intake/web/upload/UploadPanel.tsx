import { useState } from 'react'
import { ACCEPT, KINDS_WORDS, fileOfBlock, isBlock } from './accepted-files.ts'
import { Button } from '#ui/form/Button.tsx'
import { FileField } from '#ui/form/FileField.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import shared from '../intake.module.css'
import styles from './upload.module.css'

type Props = {
  readonly onFiles: (files: readonly File[]) => void
  /** What was pasted is no table. */
  readonly onOther: () => void
}

/** The three ways in, and what may come in. */
export function UploadPanel({ onFiles, onOther }: Props) {
  const [pasting, setPasting] = useState(false)
  const [pasted, setPasted] = useState('') // put away is not thrown away
  return (
    <section className={styles['give']} aria-label="选择文件">
      <p className={styles['lead']}>
        <span className={styles['mouse']}>把台账文件拖到本页任何位置，或者</span>
        <FileField label="选择文件" variant="primary" multiple accept={ACCEPT} onFiles={(files) => files.length > 0 && onFiles(files)} />
        <Button expanded={pasting} onClick={() => setPasting(!pasting)}>
          粘贴表格内容
        </Button>
      </p>
      <p className="ui-quiet">
        {KINDS_WORDS}，可一次选多个。
        <span className={styles['mouse']}>也可以在 WPS 或 Excel 中选中带表头的区域，复制后在本页直接按 Ctrl+V。</span>
      </p>
      {pasting && <PasteBox text={pasted} onText={setPasted} onFiles={onFiles} onOther={onOther} onClose={() => setPasting(false)} />}
    </section>
  )
}

type PasteProps = Props & { readonly text: string; readonly onText: (text: string) => void; readonly onClose: () => void }

function PasteBox({ text, onText, onFiles, onOther, onClose }: PasteProps) {
  const lines = text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== '')
  const columns = Math.max(0, ...lines.slice(0, 50).map((line) => line.split('\t').length))
  const take = () => {
    if (!isBlock(text)) return onOther()
    onFiles([fileOfBlock(text)])
    onText('')
    onClose()
  }
  return (
    <div className={styles['paste']} onKeyDown={(event) => event.key === 'Escape' && text === '' && onClose()}>
      <TextArea label="把复制的单元格粘贴到这里（请连同表头一起复制）" rows={6} wrap="off" autoFocus value={text} onChange={onText} />
      <div className={shared['acts']}>
        <Button variant="primary" disabled={lines.length < 2} onClick={take}>
          导入这段内容
        </Button>
        <Button onClick={onClose}>收起</Button>
        <span className="ui-quiet" aria-live="polite">
          {lines.length > 0 && `${lines.length} 行 × ${columns} 列（含表头）`}
        </span>
      </div>
    </div>
  )
}
