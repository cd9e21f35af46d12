/** Milliseconds of an instant as the contract writes it. */
export const msOf = (iso: string): number => Date.parse(iso)
/** The instant so many milliseconds after 1970 in UTC. No clock is read. */
export const instantAt = (ms: number): Date => new Date(ms)
