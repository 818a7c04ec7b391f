import { useEffect, useRef, useState } from 'react'
import { Text } from '@fluentui/react-components'
import { talks } from './store/index.ts'
import { goesOn, type TalkNow } from './store/callSnapshot.ts'
import { AskDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { askBeforeLeaving } from '../../host/teamsHost.ts'
import { useCallWords } from '../../i18n/callWords.ts'

const keepWindow = (event: BeforeUnloadEvent) => event.preventDefault()

/** Whether the call breaks off when this window goes; a meeting has a window of its own. */
const needsWindow = (talk: TalkNow | null): talk is TalkNow =>
  talk !== null && goesOn(talk) && talk.view?.phase !== 'meeting'

/** While a call goes on here: a reload, closing the window and the host all ask first. */
export function CallLeaveGuard({ talk }: { talk: TalkNow | null }) {
  const words = useCallWords()
  const [asks, setAsks] = useState(false)
  const leave = useRef<(() => void) | null>(null)
  const guards = needsWindow(talk)
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
    <AskDialog title={words.leaveTitle(talk.name)} yes={words.leaveYes} onYes={talks.hangUpToLeave} onClose={stay}>
      <Text>{words.leaveText}</Text>
    </AskDialog>
  )
}
