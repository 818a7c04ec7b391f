import { useState, type ReactNode } from 'react'
import type { Session } from '#core/contract/sessions'
import { talkOnDemand } from './store/loadCallStore.ts'
import { goesOn, useTalkNow } from './store/callSnapshot.ts'
import { AskDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { useCallWords } from '../../i18n/callWords.ts'

/** One talk at a time: `first` does what begins another one at once, or after the agent has agreed to hang up. */
export function useOneAtATime({ id, customer }: Session): {
  question: ReactNode
  first: (begin: () => Promise<unknown>) => void
} {
  const words = useCallWords()
  const talk = useTalkNow()
  const [asked, setAsked] = useState<(() => Promise<unknown>) | null>(null)
  const busyWith = talk && talk.sessionId !== id && goesOn(talk) ? talk.name : null
  const hangUpFirst = async (begin: () => Promise<unknown>) => {
    const talks = await talkOnDemand()
    talks.hangUp()
    await begin()
  }
  return {
    first: (begin) => {
      if (busyWith === null) void begin()
      else setAsked(() => begin)
    },
    question: asked && (
      <AskDialog
        title={words.secondTitle(customer.name)}
        yes={words.secondYes}
        onYes={() => hangUpFirst(asked)}
        onClose={() => setAsked(null)}
      >
        {busyWith !== null && words.secondText(busyWith)}
      </AskDialog>
    ),
  }
}
