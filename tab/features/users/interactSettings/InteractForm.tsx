import type { InteractSettingsView } from '#core/contract/interactSettings'
import type { User } from '#core/contract/users'
import { useDirectSystemMessagesList } from '../../directSystemMessages/api.ts'
import { useDomainTemplates } from '../../domainTemplates/api.ts'
import { useInteractActions } from './api.ts'
import { useOrganizationUnits } from '../../organizationUnits/api.ts'
import type { Versioned } from '../../../api/httpClient.ts'
import { EditForm } from '../../../ui/form/EditForm.tsx'
import { useEditForm } from '../../../ui/form/useEditForm.ts'
import { withAncestors } from '../../organizationUnits/unitTree.ts'
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { AccessPanel } from './AccessPanel.tsx'
import { Preconditions } from './Preconditions.tsx'
import { ReachabilityPanel } from './ReachabilityPanel.tsx'
import { SnippetPanel } from './SnippetPanel.tsx'
import { ReachabilityBanner } from './ReachabilityBanner.tsx'
import { MessagesPanel } from './MessagesPanel.tsx'

export function InteractForm({ user, loaded }: { user: User; loaded: Versioned<InteractSettingsView> }) {
  const { interact, shell, users } = useTranslations()
  const actions = useInteractActions(user.id)
  const units = useOrganizationUnits().data ?? []
  const usable = withAncestors(units, user.organizationUnitId)
  const inReach = <Item extends { organizationUnitId: string }>(items: readonly Item[] | undefined) =>
    (items ?? []).filter((item) => usable.includes(item.organizationUnitId))
  const templates = inReach(useDomainTemplates().data)
  const messages = inReach(useDirectSystemMessagesList().data)
  const editor = useEditForm<InteractSettingsView>({
    name: `${user.displayName} · ${users.interact}`,
    loaded,
    save: actions.change,
    reload: actions.read,
    auditedAs: user.id,
  })
  const nameIn = (items: readonly { id: string; name: string }[], none: string) => (id: unknown) =>
    id === null ? none : (items.find((item) => item.id === id)?.name ?? interact.unseen)
  return (
    <EditForm
      editor={editor}
      fields={{
        active: { label: interact.active },
        audioVideo: { label: interact.audioVideo },
        instantMessaging: { label: interact.instantMessaging },
        directSystemMessagesId: { label: interact.messages, show: nameIn(messages, interact.builtIn) },
        restrictAccess: { label: interact.restrictAccess },
        domainTemplateId: { label: interact.domainTemplate, show: nameIn(templates, shell.none) },
        requireVerifiedCustomer: { label: interact.verified },
      }}
    >
      <ReachabilityBanner page={editor.saved} mayFix />
      <Preconditions page={editor.saved} />
      <ReachabilityPanel editor={editor} />
      <MessagesPanel editor={editor} messages={messages} />
      <AccessPanel editor={editor} templates={templates} />
      <SnippetPanel page={editor.saved} mayRotate onRotated={editor.rebase} />
    </EditForm>
  )
}
