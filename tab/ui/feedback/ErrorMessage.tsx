import { Button, Caption1 } from '@fluentui/react-components'
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { Refused } from '../../api/httpClient.ts'
import { SignInFailed } from '../../host/teamsHost.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { Notice } from './Notice.tsx'
import { LinkButton } from '../layout/LinkButton.tsx'
import { useErrorText } from './useErrorText.ts'

interface ErrorMessageProps {
  fault: unknown
  onRetry: () => void
  whole?: boolean
}

/** Shown in place of content that could not be loaded. Missing and forbidden content is shown as not found. */
export function ErrorMessage({ fault, onRetry, whole = false }: ErrorMessageProps) {
  const { shell } = useTranslations()
  const faultText = useErrorText()
  const refused = fault instanceof Refused ? fault.problem : null
  if (refused?.code === 'notFound' || refused?.code === 'forbidden') return <NotFound whole={whole} />
  return (
    <Notice
      icon={<PlugDisconnectedRegular />}
      title={fault instanceof SignInFailed ? shell.signInTitle : shell.failedTitle}
      text={faultText(fault)}
      whole={whole}
    >
      <Button appearance="primary" onClick={onRetry}>
        {shell.tryAgain}
      </Button>
      {refused?.status === 500 && <Caption1 block>{shell.requestId({ id: refused.requestId })}</Caption1>}
    </Notice>
  )
}

export function NotFound({ whole = true }: { whole?: boolean }) {
  const { shell } = useTranslations()
  return (
    <Notice icon={<SearchRegular />} title={shell.notFoundTitle} text={shell.notFound} whole={whole}>
      <LinkButton to="/">{shell.toOverview}</LinkButton>
    </Notice>
  )
}
