import { Button, Caption1, Text, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { matchOrigin } from '#core/reach/originAllowlist'
import { useRefusedOrigins } from './api.ts'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { RowsSkeleton } from '../../ui/feedback/RowsSkeleton.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', rowGap: '8px', listStyleType: 'none', margin: 0, padding: 0 },
  row: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  what: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface RefusedOriginsProps {
  templateId: string
  patterns: readonly string[]
  /** Absent if the caller may not change the template. */
  onAdd?: (origin: string) => void
}

/** Recently refused origins, each with a button that adds it to the patterns. */
export function RefusedOrigins({ templateId, patterns, onAdd }: RefusedOriginsProps) {
  const styles = useStyles()
  const { templates } = useTranslations()
  const format = useFormat()
  return (
    <Panel title={templates.refusedLately}>
      <QueryBoundary query={useRefusedOrigins(templateId)} skeleton={<RowsSkeleton rows={2} />}>
        {(origins) =>
          origins.length === 0 ? (
            <Text>{templates.refusedNone}</Text>
          ) : (
            <ul className={styles.list}>
              {origins.map(({ origin, lastAt, count }) => (
                <li key={origin} className={styles.row}>
                  <span className={styles.what}>
                    <bdi>{origin}</bdi>
                    <Caption1 className={styles.quiet}>
                      {templates.refusedTimes({ count })}, {format.ago(lastAt)}
                    </Caption1>
                  </span>
                  {matchOrigin(patterns, origin).allowed ? (
                    <Caption1>{templates.added}</Caption1>
                  ) : (
                    onAdd && (
                      <Button
                        size="small"
                        icon={<AddRegular />}
                        aria-label={templates.addOrigin({ origin })}
                        onClick={() => onAdd(origin)}
                      >
                        {templates.add}
                      </Button>
                    )
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryBoundary>
    </Panel>
  )
}
