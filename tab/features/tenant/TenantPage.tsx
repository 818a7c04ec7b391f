import { useTenant } from './api.ts'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { PageSkeleton } from '../../ui/feedback/PageSkeleton.tsx'
import { useWords } from '../../i18n/useWords.ts'
import { TenantForm } from './TenantForm.tsx'

export default function TenantPage() {
  const { shell } = useWords()
  return (
    <Page title={shell.tenant}>
      <QueryBoundary query={useTenant()} skeleton={<PageSkeleton />}>
        {(loaded) => <TenantForm loaded={loaded} />}
      </QueryBoundary>
    </Page>
  )
}
