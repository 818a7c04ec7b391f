import { Button, Caption1 } from '@fluentui/react-components'
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { Refused } from '../../api/httpClient.ts'
import { SignInFailed } from '../../host/teamsHost.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Note } from './Notice.tsx'
import { RouteButton } from '../layout/LinkButton.tsx'
import { useFaultText } from './useErrorText.ts'

interface FailureProps {
  fault: unknown
  onRetry: () => void
  whole?: boolean
}

/** What stands where a part could not be loaded. A thing that is not there is told apart from one that failed. */
export function Failure({ fault, onRetry, whole = false }: FailureProps) {
  const { shell } = useWords()
  const faultText = useFaultText()
  const refused = fault instanceof Refused ? fault.problem : null
  if (refused?.code === 'notFound' || refused?.code === 'forbidden') return <NotFound whole={whole} />
  return (
    <Note
      icon={<PlugDisconnectedRegular />}
      title={fault instanceof SignInFailed ? shell.signInTitle : shell.failedTitle}
      text={faultText(fault)}
      whole={whole}
    >
      <Button appearance="primary" onClick={onRetry}>
        {shell.tryAgain}
      </Button>
      {refused?.status === 500 && <Caption1 block>{shell.requestId(refused.requestId)}</Caption1>}
    </Note>
  )
}

export function NotFound({ whole = true }: { whole?: boolean }) {
  const { shell } = useWords()
  return (
    <Note icon={<SearchRegular />} title={shell.notFoundTitle} text={shell.notFound} whole={whole}>
      <RouteButton to="/">{shell.toOverview}</RouteButton>
    </Note>
  )
}
