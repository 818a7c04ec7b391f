import { useOrganizationUnits } from '../../data/organizationUnits.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Page } from '../../parts/Page.tsx'
import { RowsSkeleton } from '../../parts/RowsSkeleton.tsx'
import { useWords } from '../../words/speech.ts'
import { UnitTree } from './UnitTree.tsx'

export default function UnitsPage() {
  const { shell } = useWords()
  return (
    <Page title={shell.organizationUnits}>
      <Loaded query={useOrganizationUnits()} skeleton={<RowsSkeleton />}>
        {(units) => <UnitTree units={units} />}
      </Loaded>
    </Page>
  )
}
