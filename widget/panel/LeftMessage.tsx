/** @jsxImportSource preact */
import type { SessionEvent } from '#core/contract/sessions'
import { LinkedText } from './LinkedText.tsx'
import { useWords } from './useWords.ts'

/** The message that was left, as it was left, and where an answer goes. */
export function LeftMessage({ message }: { message: Extract<SessionEvent, { kind: 'messageLeft' }> }) {
  const { say } = useWords()
  const { text, email } = message
  return (
    <>
      <p class="note">{say('left')}</p>
      <div class="line customer first last">
        <p class="text">
          <LinkedText text={text} />
        </p>
        <p class="under">{email ? say('answerTo', { email }) : say('noAnswer')}</p>
      </div>
    </>
  )
}
