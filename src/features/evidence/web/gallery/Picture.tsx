import { useEffect, useState } from 'react'
import { EVIDENCE_KIND_WORDS } from '#kernel/rooms/evidence.ts'
import { download } from '#ui/api-client.ts'
import { type EvidenceItem, evidencePictureEndpoint } from '../../evidence.contract.ts'
import { passHeaders } from '../evidence-queries.ts'
import styles from './gallery.module.css'

type Props = { readonly item: EvidenceItem; readonly size?: 'thumb' | 'screen'; readonly pass?: string | undefined }

/** A file as a picture: images drawn anew by the server, anything else by its kind. */
export function Picture({ item, size = 'thumb', pass }: Props) {
  if (item.kind !== 'image') return <KindMark item={item} />
  if (pass !== undefined) return <PassPicture item={item} size={size} pass={pass} />
  return <Drawn key={item.id + size} src={`/api/evidence/${item.id}/picture?size=${size}`} item={item} />
}

function Drawn({ src, item }: { readonly src: string; readonly item: EvidenceItem }) {
  const [broken, setBroken] = useState(false)
  if (broken) return <span className={styles['kind']}>图片没有读到</span>
  return <img src={src} alt={item.name} loading="lazy" draggable={false} onError={() => setBroken(true)} />
}

const KindMark = ({ item }: { readonly item: EvidenceItem }) => (
  <span className={styles['kind']} data-kind={item.kind}>
    <b>{/\.([^.]+)$/u.exec(item.name)?.[1]?.toUpperCase() ?? EVIDENCE_KIND_WORDS[item.kind]}</b>
    {item.pages !== null && <span>{item.pages} 页</span>}
  </span>
)

/** A page without a session says its pass in a header, which no <img> can. */
function PassPicture({ item, size, pass }: { readonly item: EvidenceItem; readonly size: 'thumb' | 'screen'; readonly pass: string }) {
  const [src, setSrc] = useState<string>()
  useEffect(() => {
    const stop = new AbortController()
    let url: string | undefined
    const fetched = async () => {
      const options = { signal: stop.signal, headers: passHeaders(pass) }
      const { blob } = await download(evidencePictureEndpoint, { evidenceId: item.id }, { size }, options)
      url = URL.createObjectURL(blob)
      setSrc(url)
    }
    fetched().catch(() => undefined) // the name stands beside it
    return () => {
      stop.abort()
      if (url !== undefined) URL.revokeObjectURL(url)
    }
  }, [item.id, size, pass])
  return src === undefined ? <span className={styles['kind']} /> : <Drawn src={src} item={item} />
}
