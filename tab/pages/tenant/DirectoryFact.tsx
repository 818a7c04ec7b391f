import type { Tenant } from '#core/contract/tenant'
import { Fact } from '../../parts/Fact.tsx'
import { useFormat, useWords } from '../../words/speech.ts'

/** Whether Interact knows the tenant's people, and what keeps it from that. */
export function DirectoryFact({ directory: { readAt, problem } }: Pick<Tenant, 'directory'>) {
  const { directory } = useWords().tenantPage
  const format = useFormat()
  const last = readAt === null ? directory.never : directory.readAt(format.ago(readAt))
  return <Fact name={directory.name} value={problem === null ? last : `${directory[problem]} ${last}`} />
}
