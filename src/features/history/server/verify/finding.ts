/** One thing that is not as it should be, in words for the person who runs verify. */
export type Finding = { readonly check: string; readonly where: string; readonly message: string }
/** So many of a kind are named. */
export const MAX_FINDINGS = 20
