import type { MatterId } from '#kernel/rooms/matters.ts'
import type { Closeout } from '../../closeout.contract.ts'
import type { BehalfDraft } from './on-behalf.ts'
import { PickFiles } from './PickFiles.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import styles from './forms.module.css'

type Props = {
  readonly problemId: MatterId
  readonly signatories: Closeout['signatories']
  readonly value: BehalfDraft
  /** One may sign oneself too. */
  readonly maySelf: boolean
  /** What was signed: 意见, 核查表 */
  readonly paper: string
  readonly onChange: (change: Partial<BehalfDraft>) => void
  readonly errorAt: (field: string) => string | undefined
}

/** Signed on paper by somebody, entered by another: whose it is, the day, the scanned page. */
export function OnBehalfFields({ problemId, signatories, value, maySelf, paper, onChange, errorAt }: Props) {
  const { behalf, signatoryId, signedOn, scanIds } = value
  const pick = (id: string) => onChange({ signatoryId: signatories.find((person) => person.id === id)?.id ?? '' })
  return (
    <>
      {maySelf && (
        <RadioField
          label="由谁签署"
          value={behalf ? 'paper' : 'self'}
          options={pairsAsOptions([
            ['self', '本人签署'],
            ['paper', `代录纸质${paper}`],
          ])}
          onChange={(key) => onChange({ behalf: key === 'paper' })}
        />
      )}
      {behalf && (
        <fieldset className={styles['behalf']}>
          <legend>代录：纸质{paper}由本人签字，您只是录入</legend>
          <p className="ui-quiet">录入后由签字人登录确认（没有账号的由另一名专班成员核对原件后确认），逾期没有确认的自动失效。</p>
          <ChoiceField
            label="签字人"
            value={signatoryId}
            error={errorAt('signatoryId')}
            help={signatories.length === 0 ? '没有可以签署本环节的人：请先在责任链上明确，或在人员页登记' : undefined}
            options={pairsAsOptions(signatories.map(({ id, name, unit, post }) => [id, [name, unit, post].filter(Boolean).join('　')]))}
            onChange={(picked) => pick(picked ?? '')}
          />
          <DayField
            label="签字日期"
            value={signedOn}
            error={errorAt('signedOn')}
            onChange={(day) => onChange({ signedOn: day ?? '' })}
            clearable={false}
          />
          <PickFiles
            problemId={problemId}
            purpose="opinion"
            label="签字原件扫描件"
            hint="拍照或扫描这一次的签字页；一份只能用一次，也不能是现场照片"
            ids={scanIds}
            error={errorAt('scanId')}
            onIds={(ids) => onChange({ scanIds: ids.slice(-1) })}
          />
        </fieldset>
      )}
    </>
  )
}
