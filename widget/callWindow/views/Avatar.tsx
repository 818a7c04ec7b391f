/** @jsxImportSource preact */
import { initials } from '../../panel/Header.tsx'
import { useCallWords } from '../controller/useCallWords.ts'

/** Whom the window is about, where there is no picture of them. */
export function PersonAvatar() {
  const { name } = useCallWords()
  return name ? (
    <span class="face" aria-hidden="true">
      {initials(name)}
    </span>
  ) : null
}
