/** @jsxImportSource preact */
import type { CallWords } from '../words/call/words.ts'
import { Face } from './Face.tsx'
import { useCallWords } from './useCallWords.ts'

interface ToldProps {
  word: keyof CallWords
  values?: Record<string, string | number>
  /** Nothing to do but wait. */
  busy?: boolean
  children?: { word: keyof CallWords; act: () => void }
}

/** One sentence, at most one way on, and the way out. */
export function Told({ word, values = {}, busy = false, children }: ToldProps) {
  const { say } = useCallWords()
  return (
    <section class="waiting" aria-busy={busy}>
      <Face />
      <h1>{say(word, values)}</h1>
      {!busy && (
        <div class="ways">
          {children && (
            <button type="button" class="main" onClick={children.act}>
              {say(children.word)}
            </button>
          )}
          <button type="button" onClick={() => window.close()}>
            {say('closeWindow')}
          </button>
        </div>
      )}
    </section>
  )
}
