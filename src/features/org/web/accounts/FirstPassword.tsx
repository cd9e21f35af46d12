import { CopyButton } from '#ui/CopyButton.tsx'
import { Button } from '#ui/form/Button.tsx'
import windows from '../windows.module.css'
import styles from './AccountPart.module.css'

export type Fresh = { readonly login: string; readonly password: string | null; readonly waits: boolean }

/** A password is shown once and nowhere else. */
export const FirstPassword = ({ fresh: { login, password, waits }, onClose }: { readonly fresh: Fresh; readonly onClose: () => void }) => (
  <div className={windows['box']} role="status">
    <b>{password === null ? '登录名照旧，密码不在本系统中。' : '初始密码只显示这一次，请当面或电话告知本人。'}</b>
    {waits && <p>由另一名管理员启用后生效，此前一切照旧。</p>}
    <div className={styles['once']}>
      {login}　{password}
    </div>
    <div className={windows['line']}>
      {password !== null && <CopyButton text={`登录名：${login}\n初始密码：${password}\n首次登录后须修改密码`} label="复制登录名和密码" />}
      <Button onClick={onClose}>已告知</Button>
    </div>
  </div>
)
