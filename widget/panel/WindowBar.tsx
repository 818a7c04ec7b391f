/** @jsxImportSource preact */
import type { Calling } from './calling.ts'
import { Mark } from './Marks.tsx'
import { useWords } from './useWords.ts'

/** No session yet, but a window in which a call is about to begin: it may lie behind the page. */
export function WindowBar({ calling }: { calling: Calling }) {
  const { say } = useWords()
  return (
    <section class="call" aria-label={say('windowOpen')}>
      <p class="told">
        <Mark of="phone" />
        <span>{say('windowOpen')}</span>
      </p>
      <div class="choices">
        <button type="button" onClick={() => calling.show({ media: 'audio' })}>
          {say('showWindow')}
        </button>
      </div>
    </section>
  )
}
