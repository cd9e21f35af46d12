import { totalmem } from 'node:os'

const MB = 1024 ** 2
const within = (least: number, most: number, bytes: number) => Math.floor(Math.min(most * MB, Math.max(least * MB, bytes)) / MB)

/** The program itself, the system and the connections' own memory need so much beside what PostgreSQL shares. */
const OTHERS = 1024 * MB

/** What there is for us: the machine's memory or the container's limit, whichever is less. A system that knows no limit answers 0 or none. */
export const usableMemory = (total = totalmem(), limit: number | undefined = process.constrainedMemory()): number =>
  Math.min(total, limit && limit > 0 ? limit : Infinity)

/**
 * PostgreSQL's memory by what there is: a quarter of what the rest leaves is shared (each GB costs every start 25 ms), the system's cache counts as cache, a sort gets so much
 * that all connections at once stay within an eighth. Small machines keep PostgreSQL's own careful values.
 */
export function memorySettings(memory: number): string[] {
  return [
    `shared_buffers=${within(64, 2048, (memory - OTHERS) / 4)}MB`,
    `effective_cache_size=${within(128, 1024 * 1024, memory * 0.6)}MB`,
    `work_mem=${within(4, 32, memory / 8 / 60)}MB`,
    `maintenance_work_mem=${within(32, 512, memory / 32)}MB`,
    `max_wal_size=${within(512, 2048, memory / 4)}MB`,
    // lazily used memory of a shared machine: nobody reserves large pages for us, and asking costs a warning
    'huge_pages=off',
  ]
}
