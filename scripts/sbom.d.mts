/** What test/sbom.test.ts takes from sbom.mjs. */
type Component = {
  readonly name: string
  readonly version: string
  readonly licenses?: readonly { readonly license: { readonly id: string } }[]
}
export function isPermissive(expression: string): boolean
export function lookThrough(bill: { readonly components: readonly Component[] }): {
  readonly packages: readonly { readonly name: string; readonly licence: string }[]
  readonly refused: readonly { readonly name: string; readonly licence: string }[]
  readonly tooMany: boolean
}
