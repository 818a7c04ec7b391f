import { useParams } from 'react-router'
import { useDomainTemplate } from '../../data/domainTemplates.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'

export default function TemplatePage() {
  const { id = '' } = useParams()
  return (
    <Loaded query={useDomainTemplate(id)} skeleton={<PageSkeleton />} whole>
      {(loaded) => <TemplateEditor key={id} loaded={loaded} />}
    </Loaded>
  )
}
