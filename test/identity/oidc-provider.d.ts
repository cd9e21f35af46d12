/** What the tests use of the package, which comes without types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  type Context = { readonly path: string; body: { id_token?: string } | undefined }
  export class Provider {
    constructor(issuer: string, configuration: object)
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void
    callback(): RequestListener
  }
}
