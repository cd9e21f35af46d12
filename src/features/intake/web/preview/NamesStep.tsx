import { useState } from 'react'
import type { Preview } from '../../intake.contract.ts'
import { type NameKind, meaningOf } from './choice-edits.ts'
import { NameLine } from './NameLine.tsx'
import { useStableNames } from './stable-name-order.ts'
import type { ChoicesState } from './useChoices.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './preview.module.css'
import shared from '../intake.module.css'

type Props = { readonly no: number; readonly names: Preview['names']; readonly choices: ChoicesState }
const FEW = 12

/** Names in the sheet that are nobody's here: said once, remembered for every later file. */
export function NamesStep({ no, names, choices }: Props) {
  const [whole, setWhole] = useState(false)
  const listed = useStableNames(names, choices.now.names ?? [])
  if (listed.length === 0) return null
  const means = (kind: NameKind, raw: string) => meaningOf(choices.now, kind, raw)
  const open = listed.filter(({ kind, raw }) => means(kind, raw) === undefined)
  const keepAll = () => {
    for (const { kind, raw } of open) choices.edit({ on: 'name', kind, raw, means: 'text' })
  }
  return (
    <section className={shared['box']} aria-labelledby="in-names">
      <header>
        <h2 id="in-names">
          <span className={styles['no']}>{no}</span>这些名称指谁
        </h2>
        <span className="ui-quiet">
          {open.length > 0 ? `${open.length} 个名称在本区单位、人员中没有对上` : '都已有说法'}
          ；不指认也能导入，按原文保留。指认一次，以后的文件自动认得。
        </span>
        {open.length > 1 && <Button onClick={keepAll}>其余都保留原文</Button>}
      </header>
      <ul className={styles['names']}>
        {(whole ? listed : listed.slice(0, FEW)).map((name) => (
          <NameLine
            key={`${name.kind} ${name.raw}`}
            name={name}
            means={means(name.kind, name.raw)}
            onMeans={(meaning) => choices.edit({ on: 'name', kind: name.kind, raw: name.raw, means: meaning })}
          />
        ))}
      </ul>
      {listed.length > FEW && !whole && (
        <Button variant="text" className={styles['more']} onClick={() => setWhole(true)}>
          显示其余 {listed.length - FEW} 个名称
        </Button>
      )}
    </section>
  )
}
