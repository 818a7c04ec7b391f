/** @jsxImportSource preact */
import { initials } from '../../panel/Header.tsx'
import { useCallTranslator } from '../controller/useCallTranslator.ts'

/** Initials of the agent, shown where there is no video. */
export function PersonAvatar() {
  const { name } = useCallTranslator()
  return name ? (
    <span class="face" aria-hidden="true">
      {initials(name)}
    </span>
  ) : null
}
