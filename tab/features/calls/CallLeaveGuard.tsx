import { useEffect, useRef, useState } from 'react'
import { Text } from '@fluentui/react-components'
import { callStore } from './store/index.ts'
import { goesOn, type CallNow } from './store/callSnapshot.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { askBeforeLeaving } from '../../host/teamsHost.ts'
import { useCallWords } from '../../i18n/callWords.ts'

const keepWindow = (event: BeforeUnloadEvent) => event.preventDefault()

/** Whether the call breaks off when this window goes; a meeting has a window of its own. */
const needsWindow = (callSession: CallNow | null): callSession is CallNow =>
  callSession !== null && goesOn(callSession) && callSession.view?.phase !== 'meeting'

/** While a call goes on here: a reload, closing the window and the host all ask first. */
export function CallLeaveGuard({ callSession }: { callSession: CallNow | null }) {
  const words = useCallWords()
  const [asks, setAsks] = useState(false)
  const leave = useRef<(() => void) | null>(null)
  const guards = needsWindow(callSession)
  useEffect(() => {
    if (!guards) return
    const stop = askBeforeLeaving((go) => {
      leave.current = go
      setAsks(true)
    })
    window.addEventListener('beforeunload', keepWindow)
    return () => {
      stop()
      window.removeEventListener('beforeunload', keepWindow)
      // Whichever side ended the call meanwhile: nothing keeps the host waiting.
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
      title={words.leaveTitle(callSession.name)}
      yes={words.leaveYes}
      onYes={callStore.hangUpToLeave}
      onClose={stay}
    >
      <Text>{words.leaveText}</Text>
    </ConfirmDialog>
  )
}
