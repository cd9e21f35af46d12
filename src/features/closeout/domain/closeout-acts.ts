/** Everything that can be done in a close-out, under its one name. */
export const CLOSEOUT_ACTS = ['apply', 'withdraw', 'sign', 'verify', 'notice', 'notice_end', 'file', 'revoke'] as const
export type CloseoutAct = (typeof CLOSEOUT_ACTS)[number]
