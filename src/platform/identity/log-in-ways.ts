import { type Directory, directoryOf } from './directory.ts'
import { type UnifiedClient, unifiedClient, unifiedOf } from './unified.ts'

/** Where besides the passwords kept here somebody may prove who they are; empty unless the installation says so. */
export type LogInWays = { readonly directory?: Directory | undefined; readonly unified?: UnifiedClient | undefined }

/** Read from the environment before the program starts; throws in words. */
export function logInWaysOf(env: Readonly<Record<string, string | undefined>>): LogInWays {
  const unified = unifiedOf({
    issuer: env['BIHUAN_OIDC_ISSUER'],
    clientId: env['BIHUAN_OIDC_CLIENT_ID'],
    secretFile: env['BIHUAN_OIDC_CLIENT_SECRET_FILE'],
    scopes: env['BIHUAN_OIDC_SCOPES'],
    claim: env['BIHUAN_OIDC_CLAIM'],
    home: env['BIHUAN_URL'],
  })
  const directory = directoryOf({
    url: env['BIHUAN_LDAP_URL'],
    base: env['BIHUAN_LDAP_BASE'],
    filter: env['BIHUAN_LDAP_FILTER'],
    startTls: env['BIHUAN_LDAP_STARTTLS'],
    readerDn: env['BIHUAN_LDAP_BIND_DN'],
    readerPasswordFile: env['BIHUAN_LDAP_BIND_PASSWORD_FILE'],
    caFile: env['BIHUAN_LDAP_CA'],
    timeoutMs: env['BIHUAN_LDAP_TIMEOUT_MS'],
  })
  return { directory, unified: unified && unifiedClient(unified) }
}
