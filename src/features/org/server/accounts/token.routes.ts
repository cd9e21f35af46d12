import { holdsAny } from '#kernel/access.ts'
import { OK } from '#kernel/endpoint.ts'
import { TOKEN_ACTS, TOKEN_ACT_KEYS } from '#kernel/token-acts.ts'
import type { App } from '#platform/app.ts'
import { asReadDb } from '#platform/db.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { allTokensEndpoint, endAnyTokenEndpoint, endTokenEndpoint, makeTokenEndpoint, myTokensEndpoint } from '../../tokens.contract.ts'
import { loadSettings } from '../settings/settings.queries.ts'
import { addToken, endToken, tokensOf } from './token.queries.ts'

/** Tokens are made, listed and ended by people who are logged in; never by a token. */
export function tokenRoutes(app: App) {
  onRead(app, myTokensEndpoint, async ({ db, actor, today }) => ({
    tokens: await tokensOf(db, actor.id, today),
    choices: TOKEN_ACT_KEYS.filter((act) => holdsAny(actor, act)),
    daysMax: (await loadSettings(db))['token.days'],
  }))
  onRead(app, allTokensEndpoint, async ({ db, today }) => ({ tokens: await tokensOf(db, undefined, today) }))

  onWrite(app, makeTokenEndpoint, ({ commit, actor, now, today }, _, form) =>
    commit(async (tx) => {
      const excess = form.acts.find((act) => !holdsAny(actor, act))
      if (excess) throw new RefusalError({ code: 'org.token-excess', detail: { act: TOKEN_ACTS[excess] } })
      const most = (await loadSettings(asReadDb(tx)))['token.days']
      if (form.days > most) throw new RefusalError({ code: 'org.token-long', detail: { most } })
      const made = await addToken(tx, { person: actor.id, now, today }, form)
      return { events: [{ act: 'org.make-token', subject: actor.id, rows: [['api_token', made.id]] }], result: made }
    }),
  )
  onWrite(app, endTokenEndpoint, ({ commit, actor, now }, { tokenId }) =>
    commit(async (tx) => {
      await endToken(tx, tokenId, actor.id, now)
      return { events: [{ act: 'org.end-token', subject: actor.id, rows: [['api_token', tokenId]] }], result: OK }
    }),
  )
  onWrite(app, endAnyTokenEndpoint, ({ commit, now }, { tokenId }) =>
    commit(async (tx) => {
      const owner = await endToken(tx, tokenId, undefined, now)
      return { events: [{ act: 'org.end-token', subject: owner, rows: [['api_token', tokenId]] }], result: OK }
    }),
  )
}
