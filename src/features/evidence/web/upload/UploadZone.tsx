import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PURPOSES, PURPOSE_WORDS, type Purpose } from '#kernel/rooms/evidence.ts'
import { CameraCode } from '../camera/CameraCode.tsx'
import type { EvidenceReply } from '../evidence-queries.ts'
import { acceptOf, limitsWords } from './file-limits.ts'
import { UploadLines } from './UploadLines.tsx'
import { useDrop, usePaste } from './useFiles.ts'
import { useUploads } from './useUploads.ts'
import { Button } from '#ui/form/Button.tsx'
import { FileField } from '#ui/form/FileField.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import styles from './upload.module.css'
import shared from '../evidence.module.css'

type Props = { readonly matterId: MatterId; readonly data: EvidenceReply }

/** Where files come in; what may come is said first, and why nothing may. */
export function UploadZone({ matterId, data }: Props) {
  if (data.whyNot !== null) return <p className="ui-quiet">{data.whyNot}。</p>
  return <OpenDoor matterId={matterId} data={data} />
}

function OpenDoor({ matterId, data }: Props) {
  const [wanted, setPurpose] = useState<Purpose>('proof')
  const purpose = wanted === 'proof' && data.whyNoProof !== null ? 'filing' : wanted
  const [coding, setCoding] = useState(false)
  const { uploads, add, cancel, again, clear } = useUploads(matterId, { purpose })
  const { over, drop } = useDrop(add)
  usePaste(add)
  return (
    <div className={styles['door']} data-over={over} {...drop}>
      <p>
        {limitsWords(data.limits)}。{data.whyNoProof ?? '可一次选多个；拖到这里、粘贴截图（Ctrl+V）或用手机拍照都可以。'}
      </p>
      <div className={shared['doorActs']}>
        <FileField label="选择佐证文件" variant="primary" multiple accept={acceptOf(data.limits)} onFiles={add} />
        <Button whyNot={data.whyNoProof} onClick={() => setCoding(true)}>
          手机拍照
        </Button>
        <ChoiceField
          label="上传为"
          clearable={false}
          value={purpose}
          options={PURPOSES.map((one) => ({
            value: one,
            label: PURPOSE_WORDS[one],
            disabled: one === 'proof' && data.whyNoProof !== null,
          }))}
          onChange={(one) => one && setPurpose(one)}
        />
      </div>
      <UploadLines uploads={uploads} onCancel={cancel} onAgain={again} onClear={clear} />
      {over && <div className={styles['over']}>松开鼠标即上传为“{PURPOSE_WORDS[purpose]}”</div>}
      {coding && <CameraCode matterId={matterId} onClose={() => setCoding(false)} />}
    </div>
  )
}
