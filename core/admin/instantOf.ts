/** Milliseconds since the epoch as the contract writes an instant: ISO 8601 in UTC. */
export const instantOf = (at: number): string => new Date(at).toISOString()
