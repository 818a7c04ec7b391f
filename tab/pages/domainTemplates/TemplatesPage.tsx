import { GlobeShieldRegular } from '@fluentui/react-icons/svg/globe-shield'
import { useDomainTemplateActions, useDomainTemplates } from '../../data/domainTemplates.ts'
import { ItemsTable } from '../../parts/items/ItemsTable.tsx'
import { NewItem } from '../../parts/items/NewItem.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { RowsSkeleton } from '../../parts/RowsSkeleton.tsx'
import { useWords } from '../../words/speech.ts'
import { templatesPath } from './templatesPath.ts'

export default function TemplatesPage() {
  const { shell, templates } = useWords()
  const query = useDomainTemplates()
  const { create } = useDomainTemplateActions()
  const newTemplate = (
    <NewItem
      label={templates.create}
      path={templatesPath}
      create={(fields) => create({ ...fields, description: '', patterns: [] })}
    />
  )
  const some = query.data !== undefined && query.data.length > 0
  return (
    <Page title={shell.domainTemplates} {...(some ? { actions: newTemplate } : {})}>
      <Loaded query={query} skeleton={<RowsSkeleton />}>
        {(items) =>
          items.length === 0 ? (
            <Note icon={<GlobeShieldRegular />} title={templates.none} text={templates.noneText}>
              {newTemplate}
            </Note>
          ) : (
            <ItemsTable
              label={shell.domainTemplates}
              path={templatesPath}
              items={items}
              column={templates.patterns}
              cell={({ patterns }) =>
                patterns.length === 0 ? templates.emptyShort : templates.patternCount(patterns.length)
              }
            />
          )
        }
      </Loaded>
    </Page>
  )
}
