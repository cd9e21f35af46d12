const NAME = 'bihuan.left'

/** Says to the other pages of this browser that its person has logged out. */
export function noteLeft(): void {
  const channel = new BroadcastChannel(NAME)
  channel.postMessage('left')
  channel.close()
}

/** Calls back when the person has logged out in another tab; answers how to stop. */
export function whenLeftElsewhere(listener: () => void): () => void {
  const channel = new BroadcastChannel(NAME)
  channel.addEventListener('message', listener)
  return () => channel.close()
}
