import { useState, type ReactNode } from 'react'
import type { Session } from '#core/contract/sessions'
import { loadCallStore } from './store/loadCallStore.ts'
import { goesOn, useCallNow } from './store/callSnapshot.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { useCallWords } from '../../i18n/callWords.ts'

/** One talk at a time: `first` does what begins another one at once, or after the agent has agreed to hang up. */
export function useSingleCallGuard({ id, customer }: Session): {
  question: ReactNode
  first: (begin: () => Promise<unknown>) => void
} {
  const words = useCallWords()
  const callSession = useCallNow()
  const [asked, setAsked] = useState<(() => Promise<unknown>) | null>(null)
  const busyWith = callSession && callSession.sessionId !== id && goesOn(callSession) ? callSession.name : null
  const hangUpFirst = async (begin: () => Promise<unknown>) => {
    const callStore = await loadCallStore()
    callStore.hangUp()
    await begin()
  }
  return {
    first: (begin) => {
      if (busyWith === null) void begin()
      else setAsked(() => begin)
    },
    question: asked && (
      <ConfirmDialog
        title={words.secondTitle(customer.name)}
        yes={words.secondYes}
        onYes={() => hangUpFirst(asked)}
        onClose={() => setAsked(null)}
      >
        {busyWith !== null && words.secondText(busyWith)}
      </ConfirmDialog>
    ),
  }
}
