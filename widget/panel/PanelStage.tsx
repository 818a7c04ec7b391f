/** @jsxImportSource preact */
import type { SessionState } from '#client/session/sessionState'
import type { ChatState, Stage } from '../customer/chatState.ts'
import type { StoredPanel } from '../customer/panelStorage.ts'
import type { TranscriptRow } from '#client/session/transcript'
import type { Actions } from '../customer/panelController.ts'
import type { Calling } from './call/callWindow.ts'
import { Barred, StartForm } from './start/StartForm.tsx'
import { Composer } from './conversation/Composer.tsx'
import { Conversation } from './conversation/Conversation.tsx'
import { Ended } from './conversation/Ended.tsx'
import { Ringing } from './conversation/Ringing.tsx'
import { useTranslator } from './ui/useTranslator.ts'

interface PanelStageProps {
  chat: ChatState
  kept: StoredPanel
  progress: SessionState | null
  stage: Stage
  rows: readonly TranscriptRow[]
  actions: Actions
  calling: Calling
  serverNow: () => number
}

const customerTextOf = ({ events }: ChatState): string =>
  events
    .flatMap((event) => (event.kind === 'message' && event.from === 'customer' ? [event.content.text] : []))
    .join('\n')

/** The body of the panel: one view for each stage. */
export function PanelStage({ chat, kept, progress, stage, rows, actions, calling, serverNow }: PanelStageProps) {
  const { say } = useTranslator()
  const conversation = (
    <Conversation
      rows={rows}
      agentTypes={chat.agentTypes}
      retry={stage === 'ended' ? null : actions.retry}
      session={progress}
    />
  )
  const composer =
    progress?.canWrite === false ? (
      <p class="hint composer">{say('noWriting')}</p>
    ) : (
      <Composer draft={kept.draft} actions={actions} />
    )
  switch (stage) {
    case 'loading':
      return (
        <main class="page loading" aria-busy="true">
          <span class="unseen">{say('loading')}</span>
          <span class="skeleton" />
          <span class="skeleton" />
          <span class="skeleton tall" />
        </main>
      )
    case 'barred':
      return <main>{chat.barred && <Barred why={chat.barred} tryAgain={actions.tryAgain} />}</main>
    case 'start':
      return (
        <main>
          {chat.contact && (
            <StartForm
              {...{ kept, actions, calling }}
              available={chat.contact.available}
              offered={chat.contact.modalities}
              customer={chat.customer}
            />
          )}
        </main>
      )
    case 'ringing':
      return (
        <main class="chat">
          {!progress?.call && (
            <Ringing
              {...{ progress, serverNow }}
              hasEvents={chat.events.length > 0}
              ringSeconds={chat.contact?.ringSeconds ?? 0}
            />
          )}
          {conversation}
          {progress && composer}
        </main>
      )
    case 'active':
      return (
        <main class="chat">
          {conversation}
          {chat.barred?.retry !== null && composer}
        </main>
      )
    case 'ended':
      return (
        <main class="chat">
          {conversation}
          {progress && (
            <Ended
              {...{ progress, kept, actions }}
              offered={chat.contact?.modalities ?? []}
              verifiedEmail={chat.customer?.email ?? null}
              undelivered={chat.unsent.map(({ text }) => text).join('\n')}
              asked={customerTextOf(chat)}
            />
          )}
        </main>
      )
  }
}
