import type { DomainTemplate } from '#core/contract/domainTemplates'
import { useDomainTemplateActions } from '../../data/domainTemplates.ts'
import type { Versioned } from '../../data/request.ts'
import { useEditor } from '../../parts/editing/useEditor.ts'
import { ItemDetails } from '../../parts/items/ItemDetails.tsx'
import { ItemPage } from '../../parts/items/ItemPage.tsx'
import { UsedBy } from '../../parts/items/UsedBy.tsx'
import { TwoColumns } from '../../parts/TwoColumns.tsx'
import { useFormat, useWords } from '../../words/speech.ts'
import { OriginTester } from './OriginTester.tsx'
import { PatternsPanel } from './PatternsPanel.tsx'
import { RefusedLately } from './RefusedLately.tsx'
import { templatesPath } from './templatesPath.ts'

/** One domain template: its patterns on the left, what they do on the right. */
export function TemplateEditor({ loaded }: { loaded: Versioned<DomainTemplate> }) {
  const { shell, templates } = useWords()
  const format = useFormat()
  const { id } = loaded.data
  const actions = useDomainTemplateActions()
  const editor = useEditor<DomainTemplate>({
    name: loaded.data.name,
    loaded,
    save: (changes, etag) => actions.change(id, changes, etag),
    reload: () => actions.read(id),
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
    </ItemPage>
  )
}
