import { makeStyles, mergeClasses, tokens, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { chatStore, useChats } from './store/useChats.ts'
import { ErrorBoundary } from '../../ui/feedback/ErrorBoundary.tsx'
import { useWords } from '../../i18n/useWords.ts'
import { useAcceptFromLink } from '../calls/useAcceptFromLink.ts'
import { Conversation } from './conversation/Conversation.tsx'
import { CustomerPane } from './customer/CustomerPane.tsx'
import { EmptyState } from './EmptyState.tsx'
import { SessionList } from './sessionList/SessionList.tsx'
import { useChatShortcuts } from './useChatShortcuts.ts'
import { useVisuallyHidden } from '../../ui/useVisuallyHidden.ts'
import { medium, narrow } from '../../ui/layout/breakpoints.ts'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { LiveAnnouncer } from './LiveAnnouncer.tsx'

const useStyles = makeStyles({
  page: { position: 'absolute', inset: 0, display: 'flex', flexDirection: 'column' },
  columns: {
    flexGrow: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateRows: 'minmax(0, 1fr)',
    gridTemplateColumns: '300px minmax(0, 1fr) 300px',
    [medium]: { gridTemplateColumns: '272px minmax(0, 1fr)' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  twoColumns: { gridTemplateColumns: '300px minmax(0, 1fr)' },
  column: { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 },
  list: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderInlineEndWidth: '1px',
    borderInlineEndStyle: 'solid',
    borderInlineEndColor: tokens.colorNeutralStroke2,
  },
  customer: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderInlineStartWidth: '1px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
    [medium]: { borderInlineStartStyle: 'none' },
  },
  notOnNarrow: { [narrow]: { display: 'none' } },
  notOnMedium: { [medium]: { display: 'none' } },
})

interface ChatsPageProps {
  /** The address asks to take what rings in its session. */
  takes?: boolean
}

/** The agent's console: who is there, what is said, and who it is. */
export default function ChatsPage({ takes = false }: ChatsPageProps) {
  const styles = useStyles()
  const spoken = useVisuallyHidden()
  const { chats: words, shell } = useWords()
  const { sessionId = null } = useParams()
  const { key } = useLocation()
  const [arrivedWith] = useState(key)
  const heading = useRef<HTMLHeadingElement>(null)
  const [about, setAbout] = useState<string | null>(null)
  const chats = useChats()
  const session = sessionId === null ? undefined : chats.sessions[sessionId]
  const missing = useFocusedSession(sessionId) && session === undefined
  const notTaken = useAcceptFromLink(sessionId, takes)
  const showsCustomer = about !== null && about === sessionId
  useChatShortcuts(sessionId, showsCustomer, () => setAbout(null))
  useEffect(() => {
    document.title = `${words.title} – ${shell.product}`
  }, [words.title, shell.product])
  useEffect(() => {
    if (sessionId === null && key !== 'default') heading.current?.focus()
  }, [sessionId, key])
  return (
    <div className={styles.page}>
      <h1 ref={heading} tabIndex={-1} className={spoken}>
        {words.title}
      </h1>
      <StatusBanners sessionId={sessionId} notTaken={notTaken} />
      <div className={mergeClasses(styles.columns, !session && styles.twoColumns)}>
        <div className={mergeClasses(styles.column, styles.list, sessionId !== null && styles.notOnNarrow)}>
          <SessionList />
        </div>
        <section
          className={mergeClasses(
            styles.column,
            sessionId === null && styles.notOnNarrow,
            showsCustomer && styles.notOnMedium,
          )}
          aria-label={session ? words.conversation(session.customer.name) : words.chooseTitle}
        >
          <ErrorBoundary key={sessionId}>
            {session ? (
              <Conversation
                key={session.id}
                session={session}
                visit={arrivedWith === key ? null : key}
                covered={showsCustomer}
                onAbout={() => setAbout(session.id)}
              />
            ) : (
              <EmptyState missing={missing} />
            )}
          </ErrorBoundary>
        </section>
        {session && (
          <aside
            className={mergeClasses(styles.column, styles.customer, !showsCustomer && styles.notOnMedium)}
            aria-label={words.showCustomer}
          >
            <ErrorBoundary key={session.id}>
              <CustomerPane session={session} shown={showsCustomer} onBack={() => setAbout(null)} />
            </ErrorBoundary>
          </aside>
        )}
      </div>
    </div>
  )
}

/** Puts the session of the address before the agent; true once the server has said that there is none. */
function useFocusedSession(sessionId: string | null): boolean {
  const [missing, setMissing] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    void chatStore.focus(sessionId).then((fault) => {
      if (current) setMissing(fault ? sessionId : null)
    })
    return () => {
      current = false
    }
  }, [sessionId])
  return sessionId !== null && missing === sessionId
}

interface StatusBannersProps {
  sessionId: string | null
  /** What came of a link to take a call, where nothing rings any more. */
  notTaken: string | null
}

/** What is told above everything: how late what is shown may be, what a link came to, and what comes, for ears. */
export function StatusBanners({ sessionId, notTaken }: StatusBannersProps) {
  return (
    <>
      <ConnectionBanner />
      <div role="status">
        {notTaken !== null && (
          <MessageBar intent="info" layout="multiline" shape="square">
            <MessageBarBody>{notTaken}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <LiveAnnouncer sessionId={sessionId} />
    </>
  )
}
