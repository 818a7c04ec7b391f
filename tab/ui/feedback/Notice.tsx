import { Text, Title3, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  note: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    rowGap: '12px',
    padding: '48px 16px',
    maxWidth: '480px',
    marginInline: 'auto',
  },
  icon: { fontSize: '40px', lineHeight: 1, color: tokens.colorNeutralForeground3 },
  title: { margin: 0 },
  text: { color: tokens.colorNeutralForeground2, textAlign: 'center' },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: '8px', marginTop: '8px' },
})

interface NoticeProps {
  title: string
  text?: string
  icon?: ReactNode
  children?: ReactNode
  /** The notice is the whole page, so its title is the `h1`. */
  whole?: boolean
}

/** A message in an otherwise empty area: what it is, and what to do next. */
export function Notice({ title, text, icon, children, whole = false }: NoticeProps) {
  const styles = useStyles()
  return (
    <div className={styles.note}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <Title3 as={whole ? 'h1' : 'h2'} className={styles.title}>
        {title}
      </Title3>
      {text !== undefined && <Text className={styles.text}>{text}</Text>}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
