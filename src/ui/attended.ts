const A_MINUTE_MS = 60_000
let lastUse = Date.now()
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const)
  globalThis.addEventListener?.(kind, () => (lastUse = Date.now()), { capture: true, passive: true })

/** Whether somebody was at the page within the last minute: what a page asks by itself must not keep a session alive. */
export const isAttended = (): boolean => Date.now() - lastUse < A_MINUTE_MS
