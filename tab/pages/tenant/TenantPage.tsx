import { useTenant } from '../../data/tenant.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Page } from '../../parts/Page.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { useWords } from '../../words/speech.ts'
import { TenantForm } from './TenantForm.tsx'

export default function TenantPage() {
  const { shell } = useWords()
  return (
    <Page title={shell.tenant}>
      <Loaded query={useTenant()} skeleton={<PageSkeleton />}>
        {(loaded) => <TenantForm loaded={loaded} />}
      </Loaded>
    </Page>
  )
}
