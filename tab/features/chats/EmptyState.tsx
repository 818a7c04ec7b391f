import { Button } from '@fluentui/react-components'
import { ChatEmptyRegular } from '@fluentui/react-icons/svg/chat-empty'
import { holdsBothLicences } from '#core/reach/reachability'
import { desk, useChats } from './store/useChats.ts'
import { useMe } from '../../api/me.ts'
import { Note } from '../../ui/feedback/Notice.tsx'
import { RouteButton } from '../../ui/layout/LinkButton.tsx'
import { useTell } from '../../ui/feedback/useToasts.ts'
import { useWords } from '../../i18n/useWords.ts'

/** What stands in the middle while no session is open there: what to do, or how customers come here at all. */
export function NothingChosen({ missing }: { missing: boolean }) {
  const { chats: words, shell } = useWords()
  const { sessions, loaded, available } = useChats()
  const { user, licences } = useMe()
  const tell = useTell()
  const icon = <ChatEmptyRegular />
  const becomeAvailable = async () => {
    const fault = await desk.setAvailable(true)
    if (fault) tell.failure(fault, shell.availabilityFailed)
  }
  if (missing)
    return (
      <Note icon={icon} title={words.missingTitle} text={words.missingText}>
        <RouteButton to="/chats">{words.backToList}</RouteButton>
      </Note>
    )
  if (!loaded) return null
  if (Object.keys(sessions).length > 0) return <Note icon={icon} title={words.chooseTitle} text={words.chooseText} />
  if (!holdsBothLicences(licences))
    return <Note icon={icon} title={words.noSessionsTitle} text={words.noSessionsUnlicensed} />
  return available === false ? (
    <Note icon={icon} title={words.noSessionsTitle} text={words.noSessionsAway}>
      <Button appearance="primary" onClick={() => void becomeAvailable()}>
        {words.beAvailable}
      </Button>
    </Note>
  ) : (
    <Note icon={icon} title={words.noSessionsTitle} text={words.noSessionsText}>
      <RouteButton appearance="primary" to={`/users/${user.id}/interact`}>
        {words.showSnippet}
      </RouteButton>
    </Note>
  )
}
