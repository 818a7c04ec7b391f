import { Button } from '@fluentui/react-components'
import { PeopleChatRegular } from '@fluentui/react-icons/svg/people-chat'
import type { NoHost } from '../../host/teamsHost.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { Notice } from './Notice.tsx'

/** Shown when the tab runs without the Teams host, so that nobody is signed in. */
export function NoHostPage({ why }: { why: NoHost }) {
  const { shell } = useTranslations()
  return (
    <main>
      {why === 'outside' ? (
        <Notice icon={<PeopleChatRegular />} title={shell.outsideTitle} text={shell.platform} whole />
      ) : (
        <Notice icon={<PeopleChatRegular />} title={shell.silentTitle} text={shell.silent} whole>
          <Button appearance="primary" onClick={() => location.reload()}>
            {shell.reload}
          </Button>
        </Notice>
      )}
    </main>
  )
}
