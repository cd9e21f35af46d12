import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { SETTINGS } from '#kernel/rooms.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { CONTEXT_WORDS } from '../../domain/passwords.ts'
import { setupEndpoint } from '../../session.contract.ts'
import { PasswordTicks } from './PasswordTicks.tsx'
import { SignInLayout } from './SignInLayout.tsx'
import { Button } from '#ui/form/Button.tsx'
import { FieldColumns, FieldStack } from '#ui/form/Field.tsx'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import { PasswordField, TextField } from '#ui/form/TextField.tsx'
import { Redirect } from '#ui/Redirect.tsx'
import { setupQuery } from '../org-queries.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import styles from './sign-in.module.css'

const EMPTY = {
  code: '',
  jurisdiction: '',
  officeName: '',
  'admin.name': '',
  'admin.login': '',
  'admin.password': '',
  'officer.name': '',
  'officer.login': '',
  'officer.password': '',
}
type Field = keyof typeof EMPTY
type Form = Readonly<Record<Field, string>>
const FIELDS = Object.keys(EMPTY)

const personOf = (form: Form, who: 'admin' | 'officer') => ({
  name: form[`${who}.name`],
  login: form[`${who}.login`],
  password: form[`${who}.password`],
})
const inputOf = (form: Form, secondFactor: boolean) => ({
  code: form.code,
  jurisdiction: form.jurisdiction,
  officeName: form.officeName,
  admin: personOf(form, 'admin'),
  officer: personOf(form, 'officer'),
  secondFactor,
})

/** The first run: names the district and its first two people, opened with the code on the server's console. */
export function SetupPage() {
  const { data: place } = useQuery(setupQuery)
  const client = useQueryClient()
  const [form, setForm] = useState<Form>(EMPTY)
  const [secondFactor, setSecondFactor] = useState(true)
  const saving = useSaving(FIELDS)
  useEffect(() => {
    document.title = '初始设置 · 闭环'
  }, [])
  if (!place) return null
  if (!place.needed) return <Redirect to="/login" />
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await saving.run(() => call(setupEndpoint, {}, inputOf(form, secondFactor))))
      await client.invalidateQueries({ queryKey: setupQuery.queryKey })
  }
  const field = (name: Field) => ({
    value: form[name],
    onChange: (text: string) => setForm({ ...form, [name]: text }),
    error: saving.errorAt(name),
  })
  return (
    <SignInLayout
      wide
      place={null}
      title="初始设置"
      intro={<p>首次使用，请先登记本行政区和最初的两个人。其余单位、人员可在登录后添加。</p>}
    >
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <FieldStack>
          {saving.error && <ErrorBanner message={saving.error} />}
          <TextField
            label="一次性口令"
            help="显示在服务器启动时的控制台上，形如 1234-5678-9012"
            inputMode="numeric"
            autoFocus
            {...field('code')}
          />
          <FieldColumns>
            <TextField label="行政区全称" placeholder="例如：某某市某某区" {...field('jurisdiction')} />
            <TextField label="整改专班（办公室）名称" placeholder="例如：区督察整改专班" {...field('officeName')} />
            <PersonFields title="系统管理员" who="admin" form={form} field={field} />
            <PersonFields title="专班成员" who="officer" form={form} field={field} />
          </FieldColumns>
          <p className="ui-quiet">系统管理员只管账号和角色，看不到业务内容；专班成员办理业务。两者须由两人分别担任。</p>
          <div className={styles['check']}>
            <CheckboxField
              label="管理员、专班、签字人员和查阅举报信息的人须用两步验证（推荐）"
              value={secondFactor}
              onChange={setSecondFactor}
            />
            <p className="ui-quiet">登录时除密码外，再输手机验证器上的 6 位验证码；首次登录时启用。以后可在“登录与密码”里修改。</p>
          </div>
          <Button type="submit" variant="primary" size="large" className={styles['go']} loading={saving.busy}>
            {saving.busy ? '正在建立……' : '完成设置，去登录'}
          </Button>
        </FieldStack>
      </form>
    </SignInLayout>
  )
}

/** Nothing is set yet: the standard rules. */
const rulesFor = (login: string) => ({
  login,
  length: SETTINGS['password.length'].standard,
  kinds: SETTINGS['password.kinds'].standard,
  words: CONTEXT_WORDS,
})

type PersonProps = {
  readonly title: string
  readonly who: 'admin' | 'officer'
  readonly form: Form
  readonly field: (name: Field) => { readonly value: string; readonly onChange: (text: string) => void; readonly error: string | undefined }
}
const PersonFields = ({ title, who, form, field }: PersonProps) => (
  <fieldset className={styles['person']}>
    <legend>{title}</legend>
    <FieldStack>
      <TextField label="姓名" {...field(`${who}.name`)} />
      <TextField label="登录名" help="小写字母、数字，2 位以上" autoComplete="off" {...field(`${who}.login`)} />
      <PasswordField label="密码" autoComplete="new-password" {...field(`${who}.password`)} />
      <PasswordTicks
        typed={form[`${who}.password`]}
        rules={rulesFor(form[`${who}.login`])}
        others={['不含行政区名称', '不是很多人都在用的密码']}
      />
    </FieldStack>
  </fieldset>
)
