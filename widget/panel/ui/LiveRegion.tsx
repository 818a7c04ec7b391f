/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { RunningCall } from '#client/session/sessionState'
import type { ConnectionStatus } from '../../customer/chatState.ts'
import type { TranscriptRow } from '#client/session/transcript'
import { stateWord } from './eventText.ts'
import { useTranslator } from './useTranslator.ts'

interface LiveRegionProps {
  rows: readonly TranscriptRow[]
  connection: ConnectionStatus
  call: RunningCall | null
}

/** Announces changes that add no message: the delivery state of the customer's newest message, the connection, and incoming calls. */
export function LiveRegion({ rows, connection, call }: LiveRegionProps) {
  const { say } = useTranslator()
  const [sentence, setSentence] = useState('')
  const before = useRef(connection)
  const newest = rows.findLast((row) => row.kind === 'messages' && row.from === 'customer')
  const message = newest?.kind === 'messages' ? newest.messages.at(-1) : undefined
  const state = message?.state ?? null
  useEffect(() => {
    if (state !== 'sending') setSentence(state ? say(stateWord[state]) : '')
  }, [state, message?.key])
  useEffect(() => {
    if (connection !== before.current) setSentence(say(connection))
    before.current = connection
  }, [connection])
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
