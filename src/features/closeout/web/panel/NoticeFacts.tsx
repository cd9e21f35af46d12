import { Fact, Facts } from '#ui/page/Section.tsx'
import type { Entry } from '../../closeout.contract.ts'
import styles from './panel.module.css'

/** Where and from when to when it was made public, and how its last day came about. */
export const NoticeFacts = ({
  notice: { medium, address, from, to, steps, contactUnit, contact },
}: {
  readonly notice: NonNullable<Entry['notice']>
}) => (
  <>
    <Facts>
      <Fact name="公示期">{`${from} 至 ${to}`}</Fact>
      <Fact name="媒介">{medium}</Fact>
      <Fact name="联系单位">{contactUnit}</Fact>
      <Fact name="联系方式">{contact}</Fact>
      <Fact name="网址">{address}</Fact>
    </Facts>
    {steps.length > 0 && (
      <ol className={styles['reckoning']}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    )}
  </>
)

export const FilingFacts = ({ filing: { no, to, on } }: { readonly filing: NonNullable<Entry['filing']> }) => (
  <Facts>
    <Fact name="备案文号">{no}</Fact>
    <Fact name="备案机关">{to}</Fact>
    <Fact name="备案日期">{on}</Fact>
  </Facts>
)
