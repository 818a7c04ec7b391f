import type { DomainTemplate } from '#core/contract/domainTemplates'
import { useDomainTemplateActions, useDomainTemplate } from './api.ts'
import type { Versioned } from '../../api/httpClient.ts'
import { useEditForm } from '../../ui/form/useEditForm.ts'
import { ItemDetails } from '../configurationItems/ItemDetails.tsx'
import { ItemPage } from '../configurationItems/ItemPage.tsx'
import { UsedBy } from '../configurationItems/UsedBy.tsx'
import { TwoColumns } from '../../ui/layout/TwoColumns.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { OriginTester } from './OriginTester.tsx'
import { PatternsPanel } from './PatternsPanel.tsx'
import { RefusedOrigins } from './RefusedOrigins.tsx'
import { useParams } from 'react-router'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { PageSkeleton } from '../../ui/feedback/PageSkeleton.tsx'

/** One domain template: patterns on the left, tester and usage on the right. */
export function TemplateEditor({ loaded }: { loaded: Versioned<DomainTemplate> }) {
  const { shell, templates } = useTranslations()
  const format = useFormat()
  const { id } = loaded.data
  const actions = useDomainTemplateActions()
  const editor = useEditForm<DomainTemplate>({
    name: loaded.data.name,
    loaded,
    save: (changes, etag) => actions.change(id, changes, etag),
    reload: () => actions.read(id),
    auditedAs: id,
    about: id,
  })
  const { draft, saved, set, errorAt } = editor
  return (
    <ItemPage
      editor={editor}
      list={{ to: templatesPath, label: shell.domainTemplates }}
      consequence={templates.deleteConsequence}
      remove={(evenIfInUse) => actions.remove(id, loaded.etag, evenIfInUse)}
      fields={{
        patterns: { label: templates.patterns, show: (patterns) => format.list(patterns as string[]) || shell.none },
      }}
    >
      <TwoColumns
        beside={
          <>
            <OriginTester templateId={id} patterns={draft.patterns} />
            <RefusedOrigins
              templateId={id}
              patterns={draft.patterns}
              {...(saved.writable ? { onAdd: (origin) => set({ patterns: [...draft.patterns, origin] }) } : {})}
            />
            <UsedBy item={saved} />
          </>
        }
      >
        <PatternsPanel
          patterns={draft.patterns}
          saved={saved}
          readOnly={!saved.writable}
          errorAt={errorAt}
          onChange={(patterns) => set({ patterns })}
        />
        <ItemDetails draft={draft} set={set} errorAt={errorAt} />
      </TwoColumns>
    </ItemPage>
  )
}

export default function TemplatePage() {
  const { id = '' } = useParams()
  return (
    <QueryBoundary query={useDomainTemplate(id)} skeleton={<PageSkeleton />} whole>
      {(loaded) => <TemplateEditor key={id} loaded={loaded} />}
    </QueryBoundary>
  )
}

export const templatesPath = '/configuration/domain-templates'
