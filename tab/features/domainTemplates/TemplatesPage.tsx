import { GlobeShieldRegular } from '@fluentui/react-icons/svg/globe-shield'
import { useDomainTemplateActions, useDomainTemplates } from './api.ts'
import { ItemsTable } from '../configurationItems/ItemsTable.tsx'
import { NewItem } from '../configurationItems/NewItem.tsx'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Notice } from '../../ui/feedback/Notice.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { RowsSkeleton } from '../../ui/feedback/RowsSkeleton.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { templatesPath } from './TemplateEditor.tsx'

export default function TemplatesPage() {
  const { shell, templates } = useTranslations()
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
      <QueryBoundary query={query} skeleton={<RowsSkeleton />}>
        {(items) =>
          items.length === 0 ? (
            <Notice icon={<GlobeShieldRegular />} title={templates.none} text={templates.noneText}>
              {newTemplate}
            </Notice>
          ) : (
            <ItemsTable
              label={shell.domainTemplates}
              path={templatesPath}
              items={items}
              column={templates.patterns}
              cell={({ patterns }) =>
                patterns.length === 0 ? templates.emptyShort : templates.patternCount({ count: patterns.length })
              }
            />
          )
        }
      </QueryBoundary>
    </Page>
  )
}
