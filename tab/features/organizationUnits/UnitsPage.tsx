import { useOrganizationUnits } from './api.ts'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { RowsSkeleton } from '../../ui/feedback/RowsSkeleton.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { UnitTree } from './UnitTree.tsx'

export default function UnitsPage() {
  const { shell } = useTranslations()
  return (
    <Page title={shell.organizationUnits}>
      <QueryBoundary query={useOrganizationUnits()} skeleton={<RowsSkeleton />}>
        {(units) => <UnitTree units={units} />}
      </QueryBoundary>
    </Page>
  )
}
