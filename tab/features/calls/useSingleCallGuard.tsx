import { useState, type ReactNode } from 'react'
import type { Session } from '#core/contract/sessions'
import { loadCallStore } from './store/loadCallStore.ts'
import { isOngoing, useCallNow } from './store/callSnapshot.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { useCallTranslations } from '../../i18n/callTranslations.ts'

/** Allows one call at a time: `afterHangUp` runs `begin` at once, or after the agent confirmed hanging up the current call. */
export function useSingleCallGuard({ id, customer }: Session): {
  confirmDialog: ReactNode
  afterHangUp: (begin: () => Promise<unknown>) => void
} {
  const translations = useCallTranslations()
  const callSession = useCallNow()
  const [asked, setAsked] = useState<(() => Promise<unknown>) | null>(null)
  const busyWith = callSession && callSession.sessionId !== id && isOngoing(callSession) ? callSession.name : null
  const hangUpFirst = async (begin: () => Promise<unknown>) => {
    const callStore = await loadCallStore()
    callStore.hangUp()
    await begin()
  }
  return {
    afterHangUp: (begin) => {
      if (busyWith === null) void begin()
      else setAsked(() => begin)
    },
    confirmDialog: asked && (
      <ConfirmDialog
        title={translations.secondTitle(customer.name)}
        yes={translations.secondYes}
        onYes={() => hangUpFirst(asked)}
        onClose={() => setAsked(null)}
      >
        {busyWith !== null && translations.secondText(busyWith)}
      </ConfirmDialog>
    ),
  }
}
