/** At most two first letters, for a face without a picture. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((part) => /^\p{L}/u.exec(part)?.[0] ?? [])
    .slice(0, 2)
    .join('')
