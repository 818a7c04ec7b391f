import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    padding: '8px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  rings: { backgroundColor: tokens.colorBrandBackground2 },
  icon: { display: 'flex', fontSize: '20px', color: tokens.colorBrandForeground1 },
  text: { flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', marginInlineStart: 'auto' },
})

interface CallBannerProps {
  icon?: ReactNode
  text: ReactNode
  hint?: string
  rings?: boolean
  children?: ReactNode
}

/** A bar with the state of a call and its actions. */
export function CallBanner({ icon, text, hint, rings = false, children }: CallBannerProps) {
  const styles = useStyles()
  return (
    <div className={mergeClasses(styles.banner, rings && styles.rings)}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <span className={styles.text}>
        <Text weight="semibold" block>
          {text}
        </Text>
        {hint !== undefined && <Text block>{hint}</Text>}
      </span>
      <span className={styles.acts}>{children}</span>
    </div>
  )
}
