const hour = 60 * 60_000

/** Until when what is replaced still works, in milliseconds since the epoch; null where it stops now. */
export const graceUntil = (hours: number, now: number): number | null => (hours === 0 ? null : now + hours * hour)
