import { useRef, useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PURPOSES, PURPOSE_WORDS, type Purpose } from '#kernel/rooms/evidence.ts'
import { CameraCode } from '../camera/CameraCode.tsx'
import type { EvidenceReply } from '../evidence-queries.ts'
import { acceptOf, limitsWords } from './file-limits.ts'
import { UploadLines } from './UploadLines.tsx'
import { useDrop, usePaste } from './useFiles.ts'
import { useUploads } from './useUploads.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly problemId: MatterId; readonly data: EvidenceReply }

/** Where files come in; what may come is said first, and why nothing may. */
export function UploadZone({ problemId, data }: Props) {
  if (data.whyNot !== null) return <p className="ui-quiet">{data.whyNot}。</p>
  return <OpenDoor problemId={problemId} data={data} />
}

function OpenDoor({ problemId, data }: Props) {
  const [wanted, setPurpose] = useState<Purpose>('proof')
  const purpose = wanted === 'proof' && data.whyNoProof !== null ? 'filing' : wanted
  const [coding, setCoding] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const { uploads, add, cancel, again, clear } = useUploads(problemId, { purpose })
  const { over, drop } = useDrop(add)
  usePaste(add)
  return (
    <div className="ev-door" data-over={over} {...drop}>
      <p>
        {limitsWords(data.limits)}。{data.whyNoProof ?? '可一次选多个；拖到这里、粘贴截图（Ctrl+V）或用手机拍照都可以。'}
      </p>
      <div className="ev-door-acts">
        <Button variant="primary" onClick={() => chooser.current?.click()}>
          选择文件
        </Button>
        <Button whyNot={data.whyNoProof} onClick={() => setCoding(true)}>
          手机拍照
        </Button>
        <label className="ui-quiet">
          上传为{' '}
          <select className="ui-input" value={purpose} onChange={(event) => setPurpose(event.target.value as Purpose)}>
            {PURPOSES.map((one) => (
              <option key={one} value={one} disabled={one === 'proof' && data.whyNoProof !== null}>
                {PURPOSE_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept={acceptOf(data.limits)}
          aria-label="选择佐证文件"
          onChange={({ target }) => {
            add([...(target.files ?? [])])
            target.value = '' // the same file may be chosen again
          }}
        />
      </div>
      <UploadLines uploads={uploads} onCancel={cancel} onAgain={again} onClear={clear} />
      {over && <div className="ev-over">松开鼠标即上传为“{PURPOSE_WORDS[purpose]}”</div>}
      {coding && <CameraCode problemId={problemId} onClose={() => setCoding(false)} />}
    </div>
  )
}
