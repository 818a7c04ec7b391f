import type { InteractPage } from '#core/contract/interactSettings'
import type { User } from '#core/contract/users'
import { useDirectSystemMessagesList } from '../../../data/directSystemMessages.ts'
import { useDomainTemplates } from '../../../data/domainTemplates.ts'
import { useInteractActions } from '../../../data/interact.ts'
import { useOrganizationUnits } from '../../../data/organizationUnits.ts'
import type { Versioned } from '../../../data/request.ts'
import { Editing } from '../../../parts/editing/Editing.tsx'
import { useEditor } from '../../../parts/editing/useEditor.ts'
import { withAncestors } from '../../../parts/unitTree.ts'
import { useWords } from '../../../words/speech.ts'
import { AccessPanel } from './AccessPanel.tsx'
import { Preconditions } from './Preconditions.tsx'
import { ReachabilityPanel } from './ReachabilityPanel.tsx'
import { SnippetPanel } from './SnippetPanel.tsx'
import { TruthLine } from './TruthLine.tsx'
import { WordsPanel } from './WordsPanel.tsx'

/** All settings of the page, saved together. */
export function InteractForm({ user, loaded }: { user: User; loaded: Versioned<InteractPage> }) {
  const { interact, shell, users } = useWords()
  const actions = useInteractActions(user.id)
  const units = useOrganizationUnits().data ?? []
  const usable = withAncestors(units, user.organizationUnitId)
  const inReach = <Item extends { organizationUnitId: string }>(items: readonly Item[] | undefined) =>
    (items ?? []).filter((item) => usable.includes(item.organizationUnitId))
  const templates = inReach(useDomainTemplates().data)
  const messages = inReach(useDirectSystemMessagesList().data)
  const editor = useEditor<InteractPage>({
    name: `${user.displayName} · ${users.interact}`,
    loaded,
    save: actions.change,
    reload: actions.read,
  })
  const nameIn = (items: readonly { id: string; name: string }[], none: string) => (id: unknown) =>
    id === null ? none : (items.find((item) => item.id === id)?.name ?? interact.unseen)
  return (
    <Editing
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
      <TruthLine page={editor.saved} mayMend />
      <Preconditions page={editor.saved} />
      <ReachabilityPanel editor={editor} />
      <WordsPanel editor={editor} messages={messages} />
      <AccessPanel editor={editor} templates={templates} />
      <SnippetPanel page={editor.saved} mayRotate onRotated={editor.rebase} />
    </Editing>
  )
}
