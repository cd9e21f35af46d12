/** What `npm run test:faults` shows: kills, disks, databases, restoring. */
export const FAULT_PROOFS = [
  {
    key: 'kills',
    title: '服务器被 kill -9，已确认的操作不丢失',
    bar: '全部通过',
    files: ['test/durability/kill.long.test.ts'],
  },
] as const
