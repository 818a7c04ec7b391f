/** @jsxImportSource preact */

/** A countdown ring. `part`: remaining share, 0 to 1. */
export const CountdownRing = ({ part }: { part: number }) => (
  <svg class="countdown" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
    <circle cx="18" cy="18" r="16" />
    <circle class="rest" cx="18" cy="18" r="16" pathLength="100" stroke-dasharray={`${part * 100} 100`} />
  </svg>
)
