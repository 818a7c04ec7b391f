import { Text, makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  fact: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, 220px) 1fr',
    '@media (max-width: 640px)': { gridTemplateColumns: '1fr' },
  },
  name: { color: tokens.colorNeutralForeground1 },
  value: { overflowWrap: 'anywhere' },
})

/** A read-only value, aligned with the settings around it. */
export function ReadOnlyRow({ name, value }: { name: string; value: string }) {
  const styles = useStyles()
  return (
    <div className={styles.fact}>
      <Text className={styles.name}>{name}</Text>
      <Text className={styles.value}>{value}</Text>
    </div>
  )
}
