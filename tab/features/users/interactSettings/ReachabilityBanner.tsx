import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Spinner,
  Text,
  makeStyles,
} from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { useState } from 'react'
import type { InteractSettingsView } from '#core/contract/interactSettings'
import { useInteractActions } from './api.ts'
import { RouteLink } from '../../../ui/layout/RouteLink.tsx'
import { useNarrow } from '../../../ui/layout/useNarrow.ts'
import { useToasts } from '../../../ui/feedback/useToasts.ts'
import { openLink } from '../../../host/teamsHost.ts'
import { useFormat, useTranslations } from '../../../i18n/useTranslations.ts'
import { fixLinkFor } from './fixLinks.ts'

const useStyles = makeStyles({ bar: { flexShrink: 0 }, body: { whiteSpace: 'normal', paddingBlock: '6px' } })

/** Whether customers can reach this user now, from which pages and how, or why not. */
export function ReachabilityBanner({ page, mayFix }: { page: InteractSettingsView; mayFix: boolean }) {
  const styles = useStyles()
  const narrow = useNarrow()
  const { interact } = useTranslations()
  const format = useFormat()
  const modes = [
    ...(page.instantMessaging ? [interact.byChat] : []),
    ...(page.audioVideo ? [interact.byVoice, interact.byVideo] : []),
  ]
  const reached = page.reason === null && modes.length > 0
  const rings = page.preconditions.every(({ code, met }) => met || code !== 'botInstalled')
  const how = format.list(modes)
  const reachable = page.restrictAccess
    ? interact.reachableFrom({ patterns: page.patternCount ?? 0, how })
    : interact.reachableAnywhere({ how })
  const place = mayFix && page.reason !== null ? fixLinkFor(page.reason, page) : null
  return (
    <MessageBar
      intent={reached && rings ? 'success' : 'warning'}
      layout={narrow ? 'multiline' : 'singleline'}
      className={styles.bar}
    >
      <MessageBarBody className={styles.body}>
        <Text>
          {reached ? reachable : page.reason === null ? interact.callsNotYet : interact.reasons[page.reason]}{' '}
          {reached && page.requireVerifiedCustomer && interact.reasons.identityRequired}{' '}
        </Text>
        {place !== null && (
          <RouteLink to={place} appearance="subtle">
            {interact.fix}
          </RouteLink>
        )}
      </MessageBarBody>
      <MessageBarActions>
        <PreviewButton userId={page.userId} />
      </MessageBarActions>
    </MessageBar>
  )
}

function PreviewButton({ userId }: { userId: string }) {
  const { interact } = useTranslations()
  const { previewLink } = useInteractActions(userId)
  const toasts = useToasts()
  const [busy, setBusy] = useState(false)
  const open = async () => {
    setBusy(true)
    try {
      await openLink((await previewLink()).url)
    } catch (fault) {
      toasts.failure(fault, interact.previewFailed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      icon={busy ? <Spinner size="tiny" /> : <OpenRegular />}
      iconPosition="after"
      disabledFocusable={busy}
      onClick={() => void open()}
    >
      {interact.preview}
    </Button>
  )
}
