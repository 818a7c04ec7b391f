import { useMe } from '../../api/me.ts'
import { useTenant } from '../tenant/api.ts'
import { Loaded } from '../../ui/feedback/QueryBoundary.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { PageSkeleton } from '../../ui/feedback/PageSkeleton.tsx'
import { useWords } from '../../i18n/useWords.ts'
import { Checklist } from './SetupChecklist.tsx'
import { WhatIsOn } from './ActiveFeatures.tsx'

export default function OverviewPage() {
  const { overview } = useWords()
  const me = useMe()
  const tenant = useTenant()
  return (
    <Page title={overview.hello(me.user.displayName)}>
      <Loaded query={tenant} skeleton={<PageSkeleton />}>
        {({ data }) => (
          <>
            <Checklist steps={data.checklist} />
            <WhatIsOn interactEnabled={data.interactEnabled} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
