import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { chatStore, useChats } from './store/useChats.ts'
import { ErrorBoundary } from '../../ui/feedback/ErrorBoundary.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useAcceptFromLink } from '../calls/useAcceptFromLink.ts'
import { Conversation } from './conversation/Conversation.tsx'
import { CustomerPane } from './customer/CustomerPane.tsx'
import { EmptyState } from './EmptyState.tsx'
import { SessionList } from './sessionList/SessionList.tsx'
import { useChatShortcuts } from './useChatShortcuts.ts'
import { useVisuallyHidden } from '../../ui/useVisuallyHidden.ts'
import { medium, narrow } from '../../ui/layout/breakpoints.ts'
import { StatusBanners } from './StatusBanners.tsx'

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
  /** The URL asks to accept the ringing session or call. */
  acceptsCall?: boolean
}

/** The agent's console: session list, conversation and customer details. */
export default function ChatsPage({ acceptsCall = false }: ChatsPageProps) {
  const styles = useStyles()
  const hidden = useVisuallyHidden()
  const { chats: translations, shell } = useTranslations()
  const { sessionId = null } = useParams()
  const { key } = useLocation()
  const [initialKey] = useState(key)
  const heading = useRef<HTMLHeadingElement>(null)
  const [about, setAbout] = useState<string | null>(null)
  const chats = useChats()
  const session = sessionId === null ? undefined : chats.sessions[sessionId]
  const missing = useFocusedSession(sessionId) && session === undefined
  const acceptNotice = useAcceptFromLink(sessionId, acceptsCall)
  const showsCustomer = about !== null && about === sessionId
  useChatShortcuts(sessionId, showsCustomer, () => setAbout(null))
  useEffect(() => {
    document.title = `${translations.title} – ${shell.product}`
  }, [translations.title, shell.product])
  useEffect(() => {
    if (sessionId === null && key !== 'default') heading.current?.focus()
  }, [sessionId, key])
  return (
    <div className={styles.page}>
      <h1 ref={heading} tabIndex={-1} className={hidden}>
        {translations.title}
      </h1>
      <StatusBanners sessionId={sessionId} acceptNotice={acceptNotice} />
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
          aria-label={session ? translations.conversation({ name: session.customer.name }) : translations.chooseTitle}
        >
          <ErrorBoundary key={sessionId}>
            {session ? (
              <Conversation
                key={session.id}
                session={session}
                navigationKey={initialKey === key ? null : key}
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
            aria-label={translations.showCustomer}
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

/** Focuses the session of the URL. Returns true once the session could not be loaded. */
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
