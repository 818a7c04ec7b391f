import { useMe } from '../../api/me.ts'
import { useTenant } from '../tenant/api.ts'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { PageSkeleton } from '../../ui/feedback/PageSkeleton.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { SetupChecklist } from './SetupChecklist.tsx'
import { ActiveFeatures } from './ActiveFeatures.tsx'

export default function OverviewPage() {
  const { overview } = useTranslations()
  const me = useMe()
  const tenant = useTenant()
  return (
    <Page title={overview.hello({ name: me.user.displayName })}>
      <QueryBoundary query={tenant} skeleton={<PageSkeleton />}>
        {({ data }) => (
          <>
            <SetupChecklist steps={data.checklist} />
            <ActiveFeatures interactEnabled={data.interactEnabled} />
          </>
        )}
      </QueryBoundary>
    </Page>
  )
}
