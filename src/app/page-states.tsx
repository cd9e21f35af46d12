import type { ErrorComponentProps } from '@tanstack/react-router'
import { CallError } from '#ui/api-client.ts'
import { EmptyState } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'

/** No such address. */
export const NoPage = () => (
  <EmptyState title="没有这个页面">
    <p>地址可能抄错了，或者这个页面已经移走。</p>
    <ButtonLink to="/">回到首页</ButtonLink>
  </EmptyState>
)

/** A page that broke or could not be fetched: what is around it still works, and what was saved is saved. */
export const PageError = ({ error }: ErrorComponentProps) => (
  <div role="alert">
    <EmptyState title="这个页面没有打开">
      <p>
        {error instanceof CallError ? error.message : '页面没有取到或显示出错。已经保存的内容都在，请重新加载；仍不行请联系系统管理员。'}
      </p>
      <Button variant="primary" onClick={() => location.reload()}>
        重新加载
      </Button>
    </EmptyState>
  </div>
)
