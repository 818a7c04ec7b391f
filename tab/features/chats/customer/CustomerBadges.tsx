import { Badge, Tooltip } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useWords } from '../../../i18n/useWords.ts'

/** Whether the customer's identity is verified, and whether the session is a preview. */
export function CustomerBadges({ session: { customer, preview } }: { session: Session }) {
  const { chats: words } = useWords()
  const badge = customer.verified
    ? { text: words.verified, hint: words.verifiedHint, color: 'success' as const }
    : { text: words.notVerified, hint: words.notVerifiedHint, color: 'informative' as const }
  return (
    <>
      <Tooltip content={badge.hint} relationship="description">
        <Badge appearance="tint" color={badge.color}>
          {badge.text}
        </Badge>
      </Tooltip>
      {preview && (
        <Tooltip content={words.previewHint} relationship="description">
          <Badge appearance="outline" color="informative">
            {words.preview}
          </Badge>
        </Tooltip>
      )}
    </>
  )
}
