import { makeStyles, typographyStyles } from '@fluentui/react-components'
import { useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '16px',
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '1280px',
    minHeight: '100%',
    marginInline: 'auto',
    padding: '16px 24px 24px',
    '@media (max-width: 640px)': { padding: '12px 12px 16px' },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  title: { ...typographyStyles.title2, margin: 0, outlineStyle: 'none', overflowWrap: 'anywhere', minWidth: 0 },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    marginInlineStart: 'auto',
    '@media (max-width: 640px)': { marginInlineStart: 0 },
  },
})

interface PageProps {
  title: string
  /** Before the title: an avatar or icon. */
  lead?: ReactNode
  /** Breadcrumbs above the title. */
  crumbs?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** The frame of every page: heading and actions. The heading takes the focus after navigation from another page. */
export function Page({ title, lead, crumbs, actions, children }: PageProps) {
  const styles = useStyles()
  const { shell } = useTranslations()
  const heading = useRef<HTMLHeadingElement>(null)
  const { key } = useLocation()
  const arrived = useRef(key)
  useEffect(() => {
    if (arrived.current !== 'default') heading.current?.focus()
  }, [])
  useEffect(() => {
    document.title = `${title} – ${shell.product}`
  }, [title, shell.product])
  return (
    <div className={styles.page}>
      {crumbs}
      <div className={styles.head}>
        {lead}
        <h1 ref={heading} tabIndex={-1} className={styles.title} dir="auto">
          {title}
        </h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  )
}
