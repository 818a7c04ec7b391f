import { makeStyles, mergeClasses } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(280px, 380px)',
    alignItems: 'start',
    gap: '16px',
    '@media (max-width: 960px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', rowGap: '16px', minWidth: 0 },
  beside: { '@media (min-width: 961px)': { position: 'sticky', top: '16px' } },
})

interface TwoColumnsProps {
  children: ReactNode
  /** The right column, which stays in view while scrolling. */
  beside: ReactNode
}

export function TwoColumns({ children, beside }: TwoColumnsProps) {
  const styles = useStyles()
  return (
    <div className={styles.columns}>
      <div className={styles.column}>{children}</div>
      <div className={mergeClasses(styles.column, styles.beside)}>{beside}</div>
    </div>
  )
}
