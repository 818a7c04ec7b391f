import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { licenceAdminOf, useMe } from '../../api/me.ts'
import { useChats } from './store/useChats.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { LiveAnnouncer } from './LiveAnnouncer.tsx'

interface StatusBannersProps {
  sessionId: string | null
  /** Why a link to accept a call had no effect. */
  acceptNotice: string | null
}

/** Connection state and link result above the columns, and announcements for screen readers. */
export function StatusBanners({ sessionId, acceptNotice }: StatusBannersProps) {
  return (
    <>
      <ConnectionBanner />
      <div role="status">
        {acceptNotice !== null && (
          <MessageBar intent="info" layout="multiline" shape="square">
            <MessageBarBody>{acceptNotice}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <LiveAnnouncer sessionId={sessionId} />
    </>
  )
}

/** Warns when the console may be out of date. Empty while the connection is live or briefly reconnecting. */
function ConnectionBanner() {
  const { chats: translations } = useTranslations()
  const { connection, loaded } = useChats()
  const admin = licenceAdminOf(useMe())
  const banner = {
    connecting: null,
    live: null,
    polling: { intent: 'info' as const, text: translations.polling },
    offline: { intent: 'warning' as const, text: loaded ? translations.offline : translations.listFailed },
    refused: {
      intent: 'error' as const,
      text: admin === null ? translations.refused : translations.refusedAskAdmin({ admin }),
    },
  }[connection]
  return (
    <div role="status">
      {banner && (
        <MessageBar intent={banner.intent} layout="multiline" shape="square">
          <MessageBarBody>{banner.text}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  )
}
