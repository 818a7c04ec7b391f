/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Link } from '../chat.ts'
import type { Item } from '../timeline.ts'
import { stateWord } from './sentenceOf.ts'
import { useWords } from './useWords.ts'

/** Says aloud what changes without a new line: the state of the customer's newest line, and the connection. */
export function Spoken({ items, link }: { items: readonly Item[]; link: Link }) {
  const { say } = useWords()
  const [sentence, setSentence] = useState('')
  const before = useRef(link)
  const newest = items.findLast((item) => item.kind === 'line' && item.from === 'customer')
  const state = newest?.kind === 'line' ? newest.state : null
  useEffect(() => {
    if (state !== 'sending') setSentence(state ? say(stateWord[state]) : '')
  }, [state, newest?.id])
  useEffect(() => {
    if (link !== before.current) setSentence(say(link))
    before.current = link
  }, [link])
  return (
    <p class="unseen" role="status">
      {sentence}
    </p>
  )
}
