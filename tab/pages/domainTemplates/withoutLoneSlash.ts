/**
 * A whole address as browsers copy it, without the slash that they put at the end. That slash alone is no path; whatever
 * else follows the host stays, so that it can be refused.
 */
export const withoutLoneSlash = (line: string): string => line.replace(/^(https?:\/\/[^/?#\s]+)\/$/i, '$1')
