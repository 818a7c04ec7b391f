import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  table: {
    padding: '12px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  row: {
    display: 'grid',
    gridTemplateColumns: '32px 2fr 1fr 1fr',
    columnGap: '16px',
    alignItems: 'center',
    height: '44px',
  },
})

export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  const styles = useStyles()
  const { shell } = useTranslations()
  return (
    <Skeleton aria-label={shell.loading} className={styles.table}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem shape="circle" size={28} />
          <SkeletonItem />
          <SkeletonItem />
          <SkeletonItem />
        </div>
      ))}
    </Skeleton>
  )
}
