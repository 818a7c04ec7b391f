import { makeStyles, tokens } from '@fluentui/react-components'
import { Suspense } from 'react'
import { Outlet, useLocation } from 'react-router'
import { useMeQuery } from '../api/me.ts'
import { useTranslations } from '../i18n/useTranslations.ts'
import { CallBarSlot } from './CallBarSlot.tsx'
import { ErrorMessage } from '../ui/feedback/ErrorMessage.tsx'
import { NavBar } from './nav/NavBar.tsx'
import { PageSkeleton } from '../ui/feedback/PageSkeleton.tsx'
import { PageErrorBoundary } from './routing/PageErrorBoundary.tsx'
import { ToastSlot } from './ToastSlot.tsx'

const useStyles = makeStyles({
  shell: { position: 'relative', display: 'flex', flexDirection: 'column', height: '100%' },
  main: { flexGrow: 1, minHeight: 0, overflowY: 'auto', position: 'relative', outlineStyle: 'none' },
  skip: {
    position: 'absolute',
    insetInlineStart: '8px',
    top: '-48px',
    zIndex: 10,
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { top: '8px' },
  },
})

/** Navigation bar and current page. Both wait until the signed-in user is loaded. */
export function AppShell() {
  const styles = useStyles()
  const me = useMeQuery()
  const { shell } = useTranslations()
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {shell.skip}
      </a>
      {me.data && <NavBar />}
      <CallBarSlot />
      <main id="main" tabIndex={-1} className={styles.main}>
        {me.data && <CurrentPage />}
        {!me.data && me.isError && <ErrorMessage fault={me.error} onRetry={() => void me.refetch()} whole />}
        {me.isPending && <PageSkeleton />}
      </main>
      <ToastSlot />
    </div>
  )
}

/** Keyed by path, so that navigation resets a failed page. All chats share a key, so that the console stays mounted. */
function CurrentPage() {
  const { pathname } = useLocation()
  return (
    <PageErrorBoundary key={pathname.startsWith('/chats') ? '/chats' : pathname}>
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
    </PageErrorBoundary>
  )
}
