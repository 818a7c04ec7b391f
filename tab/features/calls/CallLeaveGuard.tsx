import { useEffect, useRef, useState } from 'react'
import { Text } from '@fluentui/react-components'
import { callStore } from './store/sharedCallStore.ts'
import { isOngoing, type CallSnapshot } from './store/callSnapshot.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { addLeaveGuard } from '../../host/teamsHost.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'

const keepWindow = (event: BeforeUnloadEvent) => event.preventDefault()

/** Whether closing this window would end the call. A Teams meeting runs in its own window. */
const needsWindow = (snapshot: CallSnapshot | null): snapshot is CallSnapshot =>
  snapshot !== null && isOngoing(snapshot) && snapshot.view?.phase !== 'meeting'

/** Asks for confirmation before a reload, the closing window or the host ends a running call. */
export function CallLeaveGuard({ snapshot }: { snapshot: CallSnapshot | null }) {
  const translations = useCallTranslations()
  const [asks, setAsks] = useState(false)
  const leave = useRef<(() => void) | null>(null)
  const guards = needsWindow(snapshot)
  useEffect(() => {
    if (!guards) return
    const stop = addLeaveGuard((go) => {
      leave.current = go
      setAsks(true)
    })
    window.addEventListener('beforeunload', keepWindow)
    return () => {
      stop()
      window.removeEventListener('beforeunload', keepWindow)
      // The call has ended, so the host that is waiting may go on.
      setAsks(false)
      leave.current?.()
      leave.current = null
    }
  }, [guards])
  const stay = () => {
    leave.current = null
    setAsks(false)
  }
  if (!asks || !guards) return null
  return (
    <ConfirmDialog
      title={translations.leaveTitle({ name: snapshot.name })}
      yes={translations.leaveYes}
      onYes={callStore.hangUpToLeave}
      onClose={stay}
    >
      <Text>{translations.leaveText}</Text>
    </ConfirmDialog>
  )
}
