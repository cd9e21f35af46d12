const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/u

/**
 * Forgets what was typed into forms in this browser: all of it when somebody logs out; what others have typed (`except`: whose may stay) when
 * somebody else logs in. The key of a draft holds the id of its person; how somebody likes the page holds none, and stays.
 */
export function forgetDrafts(except?: string, store: Pick<Storage, 'length' | 'key' | 'removeItem'> = localStorage): void {
  const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '')
  for (const key of keys) {
    const isDraft = key === 'bihuan.problems.add' || (key.startsWith('bihuan.') && ID.test(key))
    if (isDraft && (except === undefined || !key.includes(`.${except}.`))) store.removeItem(key)
  }
}
