import { useMe } from '../../data/me.ts'
import { useTenant } from '../../data/tenant.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Page } from '../../parts/Page.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { useWords } from '../../words/speech.ts'
import { Checklist } from './Checklist.tsx'
import { WhatIsOn } from './WhatIsOn.tsx'

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
