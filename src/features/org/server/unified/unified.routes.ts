import type { App } from '#platform/app.ts'
import { onWrite } from '#platform/http.ts'
import { setJourney, setToken } from '#platform/session.ts'
import { beginUnifiedEndpoint, finishUnifiedEndpoint } from '../../session.contract.ts'
import { beginUnified, finishUnified } from './unified-log-in.ts'

export function unifiedRoutes(app: App) {
  onWrite(app, beginUnifiedEndpoint, async (context) => {
    const { url, journey } = await beginUnified(app, context)
    setJourney(context.request, context.reply, journey)
    return context.answer({ url })
  })

  onWrite(app, finishUnifiedEndpoint, async (context, _, { answer }) => {
    setJourney(context.request, context.reply, undefined) // good once, however it ends
    const { token, next } = await finishUnified(app, context, answer)
    setToken(context.request, context.reply, token)
    return context.answer({ next })
  })
}
