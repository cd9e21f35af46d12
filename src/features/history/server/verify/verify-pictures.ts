import { picturesUnlike } from '#features/evidence/server/picture-check.queries.ts'
import { type Finding, MAX_FINDINGS, aboutFile } from './finding.ts'

type Registered = { readonly id: string; readonly name: string; readonly hash: string; readonly kind: string }
const WORDS = { thumb: '缩略图', screen: '预览图' } as const

/** Whether the pictures that pages show are drawn from their originals. One that is not on the disk is drawn when it is wanted. */
export async function picturesUnlikeOriginals(folder: string, files: readonly Registered[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [hash, [first]] of Map.groupBy(files, (file) => file.hash)) {
    if (first?.kind !== 'image' || findings.length >= MAX_FINDINGS) continue
    for (const size of await picturesUnlike(folder, hash))
      findings.push({
        check: 'picture',
        where: `evidence ${first.id}`,
        ...aboutFile(`「{name}」的${WORDS[size]}与原件不符：被换过`, first.name),
      })
  }
  return findings
}
