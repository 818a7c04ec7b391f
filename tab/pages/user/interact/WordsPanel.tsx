import type { DirectSystemMessages } from '#core/contract/directSystemMessages'
import type { InteractPage } from '#core/contract/interactSettings'
import type { Editor } from '../../../parts/editing/useEditor.ts'
import { ItemPicker } from '../../../parts/ItemPicker.tsx'
import { Panel } from '../../../parts/Panel.tsx'
import { RouteLink } from '../../../parts/RouteLink.tsx'
import { Setting } from '../../../parts/Setting.tsx'
import { useWords } from '../../../words/speech.ts'

interface WordsPanelProps {
  editor: Editor<InteractPage>
  messages: readonly DirectSystemMessages[]
}

/** Which texts the user and the customer read. */
export function WordsPanel({ editor, messages }: WordsPanelProps) {
  const { interact } = useWords()
  const { draft, set, errorAt } = editor
  const chosen = draft.directSystemMessagesId
  const place = `/configuration/direct-system-messages${chosen === null ? '' : `/${chosen}`}`
  return (
    <Panel title={interact.words}>
      <Setting
        label={interact.messages}
        hint={interact.messagesHint}
        error={errorAt('/directSystemMessagesId')}
        more={<RouteLink to={place}>{chosen === null ? interact.toMessages : interact.toThisSet}</RouteLink>}
      >
        <ItemPicker
          items={messages}
          value={chosen}
          none={interact.builtIn}
          unseen={interact.unseen}
          onChange={(id) => set({ directSystemMessagesId: id })}
        />
      </Setting>
    </Panel>
  )
}
