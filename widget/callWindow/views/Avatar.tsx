/** @jsxImportSource preact */
import { initials } from '../../panel/Header.tsx'
import { useCallWords } from '../controller/useCallWords.ts'

/** Initials of the agent, shown where there is no video. */
export function PersonAvatar() {
  const { name } = useCallWords()
  return name ? (
    <span class="face" aria-hidden="true">
      {initials(name)}
    </span>
  ) : null
}
