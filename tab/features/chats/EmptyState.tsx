import { Button } from '@fluentui/react-components'
import { ChatEmptyRegular } from '@fluentui/react-icons/svg/chat-empty'
import { holdsBothLicences } from '#core/reach/reachability'
import { chatStore, useChats } from './store/useChats.ts'
import { licenceAdminOf, useMe } from '../../api/me.ts'
import { Notice } from '../../ui/feedback/Notice.tsx'
import { LinkButton } from '../../ui/layout/LinkButton.tsx'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'

/** Fills the middle column while no session is open: the next action, or how customers can reach the agent. */
export function EmptyState({ missing }: { missing: boolean }) {
  const { chats: translations, shell } = useTranslations()
  const { sessions, loaded, available } = useChats()
  const me = useMe()
  const { user, licences } = me
  const toasts = useToasts()
  const icon = <ChatEmptyRegular />
  const becomeAvailable = async () => {
    const fault = await chatStore.setAvailable(true)
    if (fault) toasts.failure(fault, shell.availabilityFailed)
  }
  if (missing)
    return (
      <Notice icon={icon} title={translations.missingTitle} text={translations.missingText}>
        <LinkButton to="/chats">{translations.backToList}</LinkButton>
      </Notice>
    )
  if (!loaded) return null
  if (Object.keys(sessions).length > 0)
    return <Notice icon={icon} title={translations.chooseTitle} text={translations.chooseText} />
  if (!holdsBothLicences(licences)) {
    const admin = licenceAdminOf(me)
    const text = admin === null ? translations.noSessionsUnlicensed : translations.noSessionsAskAdmin({ admin })
    return <Notice icon={icon} title={translations.noSessionsTitle} text={text} />
  }
  return available === false ? (
    <Notice icon={icon} title={translations.noSessionsTitle} text={translations.noSessionsAway}>
      <Button appearance="primary" onClick={() => void becomeAvailable()}>
        {translations.beAvailable}
      </Button>
    </Notice>
  ) : (
    <Notice icon={icon} title={translations.noSessionsTitle} text={translations.noSessionsText}>
      <LinkButton appearance="primary" to={`/users/${user.id}/interact`}>
        {translations.showSnippet}
      </LinkButton>
    </Notice>
  )
}
