import { Button } from '@fluentui/react-components'
import { ChatEmptyRegular } from '@fluentui/react-icons/svg/chat-empty'
import { holdsBothLicences } from '#core/reach/reachability'
import { chatStore, useChats } from './store/useChats.ts'
import { useMe } from '../../api/me.ts'
import { Notice } from '../../ui/feedback/Notice.tsx'
import { LinkButton } from '../../ui/layout/LinkButton.tsx'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useWords } from '../../i18n/useWords.ts'

/** Fills the middle column while no session is open: the next action, or how customers can reach the agent. */
export function EmptyState({ missing }: { missing: boolean }) {
  const { chats: words, shell } = useWords()
  const { sessions, loaded, available } = useChats()
  const { user, licences } = useMe()
  const toasts = useToasts()
  const icon = <ChatEmptyRegular />
  const becomeAvailable = async () => {
    const fault = await chatStore.setAvailable(true)
    if (fault) toasts.failure(fault, shell.availabilityFailed)
  }
  if (missing)
    return (
      <Notice icon={icon} title={words.missingTitle} text={words.missingText}>
        <LinkButton to="/chats">{words.backToList}</LinkButton>
      </Notice>
    )
  if (!loaded) return null
  if (Object.keys(sessions).length > 0) return <Notice icon={icon} title={words.chooseTitle} text={words.chooseText} />
  if (!holdsBothLicences(licences))
    return <Notice icon={icon} title={words.noSessionsTitle} text={words.noSessionsUnlicensed} />
  return available === false ? (
    <Notice icon={icon} title={words.noSessionsTitle} text={words.noSessionsAway}>
      <Button appearance="primary" onClick={() => void becomeAvailable()}>
        {words.beAvailable}
      </Button>
    </Notice>
  ) : (
    <Notice icon={icon} title={words.noSessionsTitle} text={words.noSessionsText}>
      <LinkButton appearance="primary" to={`/users/${user.id}/interact`}>
        {words.showSnippet}
      </LinkButton>
    </Notice>
  )
}
