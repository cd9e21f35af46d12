import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

type Props = { readonly to: string; /** The page asked for goes along as `next`. */ readonly withNext?: boolean }

/** Goes elsewhere, once: drawing it again while the other page is on its way does not start over. */
export function Redirect({ to, withNext = false }: Props) {
  const navigate = useNavigate()
  const router = useRouter()
  useEffect(() => {
    const { href } = router.latestLocation
    void navigate({ to, search: withNext && href !== '/' ? { next: href } : {}, replace: true })
  }, [navigate, router, to, withNext])
  return null
}
