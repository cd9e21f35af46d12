import { CopyButton } from '#ui/CopyButton.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './factor.module.css'

type Props = { readonly codes: readonly string[]; readonly name: string; readonly done: string; readonly onDone: () => void }

/** Shown once, to be printed or written down; on paper the codes stand alone. */
export const RecoveryCodes = ({ codes, name, done, onDone }: Props) => (
  <div className={styles['paper']} role="status">
    <h3>恢复码只显示这一次，请打印或抄下，单独保管</h3>
    <p className="ui-quiet">
      手机不在身边或遗失时，用其中一个代替验证码登录，每个只能用一次。不要和密码放在一起，也不要拍照存在这部手机里。
    </p>
    <p className={styles['whose']}>闭环　{name}　两步验证恢复码</p>
    <ol className={styles['codes']}>
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ol>
    <div className={`${styles['line']} ui-no-print`}>
      <Button onClick={() => window.print()}>打印</Button>
      <CopyButton text={codes.join('\n')} label="复制" />
      <Button variant="primary" onClick={onDone}>
        {done}
      </Button>
    </div>
  </div>
)
