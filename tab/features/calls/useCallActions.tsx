import { useState, type ReactNode } from 'react'
import type { Media } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { chatStore, useSessionActions } from '../chats/store/useChats.ts'
import { isOngoing, useCallSnapshot } from './store/callSnapshot.ts'
import { loadCallStore } from './store/loadCallStore.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'

/** The agent's actions on ringing sessions and calls. */
export function useCallActions() {
  const act = useSessionActions()
  const toasts = useToasts()
  const translations = useCallTranslations()

  /** Joins the call of this session. */
  const join = async (sessionId: string) => {
    try {
      const callStore = await loadCallStore()
      const session = chatStore.get().sessions[sessionId]
      if (session) callStore.begin(session)
    } catch (fault) {
      toasts.failure(fault)
    }
  }
  const joinStarted = async (sessionId: string) => {
    if (chatStore.get().sessions[sessionId]?.call?.status !== 'started') return false
    await join(sessionId)
    return true
  }
  return {
    join,
    accept: async ({ id, status }: Session) => {
      if (await act(id, status === 'ringing' ? 'accept' : 'call/accept')) await joinStarted(id)
    },
    decline: ({ id, status }: Session) => act(id, status === 'ringing' ? 'decline' : 'call/decline'),
    /** Calls the customer of an active session. When both sides call at once, the server starts the call and it is joined here. */
    ring: async ({ id }: Session, media: Media) => {
      const key = crypto.randomUUID()
      try {
        const callStore = await loadCallStore()
        const fault = await chatStore.act(id, 'call', { key, media })
        if (fault) throw fault
        if (!(await joinStarted(id))) callStore.joinWhenAccepted(key)
      } catch (fault) {
        toasts.failure(fault, translations.callFailed)
      }
    },
    end: ({ id }: Session) => act(id, 'call/end'),
  }
}

/** Allows one call at a time: `afterHangUp` runs `begin` at once, or after the agent confirmed hanging up the current call. */
export function useSingleCallGuard({ id, customer }: Session): {
  confirmDialog: ReactNode
  afterHangUp: (begin: () => Promise<unknown>) => void
} {
  const translations = useCallTranslations()
  const snapshot = useCallSnapshot()
  const [asked, setAsked] = useState<(() => Promise<unknown>) | null>(null)
  const busyWith = snapshot && snapshot.sessionId !== id && isOngoing(snapshot) ? snapshot.name : null
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
        title={translations.secondTitle({ name: customer.name })}
        yes={translations.secondYes}
        onYes={() => hangUpFirst(asked)}
        onClose={() => setAsked(null)}
      >
        {busyWith !== null && translations.secondText({ other: busyWith })}
      </ConfirmDialog>
    ),
  }
}
