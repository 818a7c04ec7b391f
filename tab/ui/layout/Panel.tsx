import { Subtitle1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useId, type ReactNode } from 'react'

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '12px',
    boxSizing: 'border-box',
    minWidth: 0,
    padding: '16px 20px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    '@media (max-width: 640px)': { padding: '12px' },
    // Offsets the inner space of these Fluent controls, to align them with the fields above and below.
    '& .fui-Switch, & .fui-RadioGroup, & .fui-Checkbox': { marginInlineStart: '-8px' },
  },
  title: { margin: 0 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '4px 16px' },
})

interface PanelProps {
  title: string
  /** Shown right of the title. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}

/** A titled block of a page. */
export function Panel({ title, aside, className, children }: PanelProps) {
  const styles = useStyles()
  const id = useId()
  return (
    <section className={mergeClasses(styles.panel, className)} aria-labelledby={id}>
      <div className={styles.head}>
        <Subtitle1 as="h2" id={id} className={styles.title}>
          {title}
        </Subtitle1>
        {aside}
      </div>
      {children}
    </section>
  )
}
