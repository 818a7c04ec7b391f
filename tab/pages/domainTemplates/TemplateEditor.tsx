import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { DomainTemplate } from '#core/contract/domainTemplates'
import { useDomainTemplateActions } from '../../data/domainTemplates.ts'
import { useOrganizationUnits } from '../../data/organizationUnits.ts'
import type { Versioned } from '../../data/request.ts'
import { Editing } from '../../parts/editing/Editing.tsx'
import { useEditor } from '../../parts/editing/useEditor.ts'
import { DeleteItem } from '../../parts/items/DeleteItem.tsx'
import { ItemDetails } from '../../parts/items/ItemDetails.tsx'
import { UsedBy } from '../../parts/items/UsedBy.tsx'
import { Page } from '../../parts/Page.tsx'
import { TwoColumns } from '../../parts/TwoColumns.tsx'
import { useFormat, useWords } from '../../words/speech.ts'
import { OriginTester } from './OriginTester.tsx'
import { PatternsPanel } from './PatternsPanel.tsx'
import { RefusedLately } from './RefusedLately.tsx'
import { templatesPath } from './templatesPath.ts'

/** One domain template: its patterns on the left, what they do on the right. */
export function TemplateEditor({ loaded }: { loaded: Versioned<DomainTemplate> }) {
  const { items, shell, templates, users } = useWords()
  const format = useFormat()
  const units = useOrganizationUnits().data ?? []
  const { id } = loaded.data
  const actions = useDomainTemplateActions()
  const editor = useEditor<DomainTemplate>({
    loaded,
    save: (changes, etag) => actions.change(id, changes, etag),
    reload: () => actions.read(id),
  })
  const { draft, saved, set, errorAt } = editor
  return (
    <Page
      title={saved.name}
      crumbs={[{ to: templatesPath, label: shell.domainTemplates }]}
      actions={
        saved.writable && (
          <DeleteItem
            item={saved}
            path={templatesPath}
            consequence={templates.deleteConsequence}
            remove={(evenIfInUse) => actions.remove(id, loaded.etag, evenIfInUse)}
          />
        )
      }
    >
      <Editing
        editor={editor}
        fields={{
          name: { label: users.name },
          organizationUnitId: { label: users.unit, show: (unit) => units.find((each) => each.id === unit)?.name ?? '' },
          description: { label: items.description },
          patterns: { label: templates.patterns, show: (patterns) => format.list(patterns as string[]) || shell.none },
        }}
      >
        {!saved.writable && (
          <MessageBar>
            <MessageBarBody>{shell.readOnly}</MessageBarBody>
          </MessageBar>
        )}
        <TwoColumns
          beside={
            <>
              <OriginTester templateId={id} patterns={draft.patterns} />
              <RefusedLately
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
            warnings={saved.warnings}
            readOnly={!saved.writable}
            errorAt={errorAt}
            onChange={(patterns) => set({ patterns })}
          />
          <ItemDetails draft={draft} set={set} errorAt={errorAt} />
        </TwoColumns>
      </Editing>
    </Page>
  )
}
