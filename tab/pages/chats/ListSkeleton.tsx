import { Skeleton, SkeletonItem, makeStyles } from '@fluentui/react-components'
import { useWords } from '../../words/speech.ts'

const useSkeletonStyles = makeStyles({
  list: { padding: '8px 16px', display: 'flex', flexDirection: 'column', rowGap: '16px' },
  row: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  words: { display: 'flex', flexDirection: 'column', rowGap: '6px', flexGrow: 1 },
})

export function ListSkeleton() {
  const styles = useSkeletonStyles()
  const { shell } = useWords()
  return (
    <Skeleton className={styles.list} aria-label={shell.loading}>
      {['one', 'two', 'three'].map((row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem shape="circle" size={32} />
          <div className={styles.words}>
            <SkeletonItem size={12} />
            <SkeletonItem size={8} />
          </div>
        </div>
      ))}
    </Skeleton>
  )
}
