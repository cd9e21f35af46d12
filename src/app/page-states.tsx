import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { EmptyNote } from '#ui/notes.tsx'

/** No such address. */
export const NoPage = () => (
  <EmptyNote title="没有这个页面">
    <p>地址可能抄错了，或者这个页面已经移走。</p>
    <Link to="/" className="ui-btn">
      回到首页
    </Link>
  </EmptyNote>
)

/** A page that broke: what is around it still works, and what was saved is saved. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = async () => {
    await router.invalidate()
    reset()
  }
  return (
    <div role="alert">
      <EmptyNote title="这个页面没有打开">
        <p>已经保存的内容都在。{error instanceof Error ? error.message : ''}</p>
        <button type="button" className="ui-btn main" onClick={() => void again()}>
          重新加载
        </button>
      </EmptyNote>
    </div>
  )
}
