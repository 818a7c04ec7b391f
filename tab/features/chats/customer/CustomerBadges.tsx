import { Badge, Tooltip } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useTranslations } from '../../../i18n/useTranslations.ts'

/** Whether the customer's identity is verified, and whether the session is a preview. */
export function CustomerBadges({ session: { customer, preview } }: { session: Session }) {
  const { chats: translations } = useTranslations()
  const badge = customer.verified
    ? { text: translations.verified, hint: translations.verifiedHint, color: 'success' as const }
    : { text: translations.notVerified, hint: translations.notVerifiedHint, color: 'informative' as const }
  return (
    <>
      <Tooltip content={badge.hint} relationship="description">
        <Badge appearance="tint" color={badge.color}>
          {badge.text}
        </Badge>
      </Tooltip>
      {preview && (
        <Tooltip content={translations.previewHint} relationship="description">
          <Badge appearance="outline" color="informative">
            {translations.preview}
          </Badge>
        </Tooltip>
      )}
    </>
  )
}
