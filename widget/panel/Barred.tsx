/** @jsxImportSource preact */
import type { NoTicket } from '../messages.ts'
import { useWords } from './useWords.ts'

/** Why the panel cannot be used now, and the way back where there is one. */
export function Barred({ why, tryAgain }: { why: NoTicket; tryAgain: () => void }) {
  const { say } = useWords()
  return (
    <section class="page">
      <p>{why.retry ? say('wait', { seconds: why.retry }) : say(why.retry === null ? 'refused' : 'network')}</p>
      {why.retry !== null && (
        <button type="button" class="main" onClick={tryAgain}>
          {say('again')}
        </button>
      )}
    </section>
  )
}
