import { Skeleton, SkeletonItem, makeStyles } from '@fluentui/react-components'
import { useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '16px',
    maxWidth: '1280px',
    marginInline: 'auto',
    padding: '16px 24px',
  },
  title: { width: '220px', maxWidth: '60%' },
  short: { width: '70%' },
})

export function PageSkeleton() {
  const styles = useStyles()
  const { shell } = useTranslations()
  return (
    <Skeleton aria-label={shell.loading} className={styles.page}>
      <SkeletonItem size={32} className={styles.title} />
      <SkeletonItem size={48} />
      <SkeletonItem size={48} />
      <SkeletonItem size={48} className={styles.short} />
    </Skeleton>
  )
}
