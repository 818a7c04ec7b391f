import { useTenant } from './api.ts'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { PageSkeleton } from '../../ui/feedback/PageSkeleton.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { TenantForm } from './TenantForm.tsx'

export default function TenantPage() {
  const { shell } = useTranslations()
  return (
    <Page title={shell.tenant}>
      <QueryBoundary query={useTenant()} skeleton={<PageSkeleton />}>
        {(loaded) => <TenantForm loaded={loaded} />}
      </QueryBoundary>
    </Page>
  )
}
