/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Link } from '../chat.ts'
import type { RunningCall } from '../progress.ts'
import type { Item } from '../timeline.ts'
import { stateWord } from './sentenceOf.ts'
import { useWords } from './useWords.ts'

interface SpokenProps {
  items: readonly Item[]
  link: Link
  call: RunningCall | null
}

/** Says aloud what changes without a new line: the state of the customer's newest line, the connection, and that the agent calls. */
export function Spoken({ items, link, call }: SpokenProps) {
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
  const callsYou = call?.status === 'ringing' && call.by === 'agent' ? call.media : null
  useEffect(() => {
    if (callsYou) setSentence(say(callsYou === 'video' ? 'callsYouVideo' : 'callsYou'))
  }, [callsYou])
  return (
    <p class="unseen" role="status">
      {sentence}
    </p>
  )
}
