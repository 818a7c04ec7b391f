import { makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import type { DirectSystemMessages, MessageMoment } from '#core/contract/directSystemMessages'
import { useMessagesPreview } from './api.ts'
import type { EditFormState } from '../../ui/form/useEditForm.ts'
import { Panel } from '../../ui/layout/Panel.tsx'
import { ErrorBoundary } from '../../ui/feedback/ErrorBoundary.tsx'
import { useDebounced } from '../../ui/form/useDebounced.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { MomentList } from './MomentList.tsx'
import { MomentPreview } from './MomentPreview.tsx'
import { MomentText, textLimit } from './MomentText.tsx'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(180px, 220px) minmax(0, 1fr) minmax(240px, 320px)',
    gap: '24px',
    alignItems: 'start',
    '@media (max-width: 1024px)': { gridTemplateColumns: 'minmax(160px, 200px) minmax(0, 1fr)' },
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  preview: {
    '@media (max-width: 1024px)': { gridColumnStart: 2 },
    '@media (max-width: 640px)': { gridColumnStart: 1 },
  },
})

interface TextsPanelProps {
  draft: DirectSystemMessages
  set: (changes: Partial<DirectSystemMessages>) => void
  errorAt: EditFormState<DirectSystemMessages>['errorAt']
}

/** List of moments, the text of the chosen one, and its preview. */
export function TextsPanel({ draft, set, errorAt }: TextsPanelProps) {
  const styles = useStyles()
  const { messages } = useTranslations()
  const [moment, setMoment] = useState<MessageMoment>('incomingCard')
  const texts = Object.fromEntries(Object.entries(draft.texts).filter(([, text]) => text.length <= textLimit))
  const written = useDebounced({ texts, displayName: draft.displayName?.trim() === '' ? null : draft.displayName })
  const preview = useMessagesPreview(draft.id, written.texts, written.displayName)
  const change = (text: string) =>
    set({
      texts: Object.fromEntries(Object.entries({ ...draft.texts, [moment]: text }).filter(([, own]) => own !== '')),
    })
  return (
    <Panel title={messages.texts}>
      <div className={styles.columns}>
        <MomentList chosen={moment} texts={draft.texts} errorAt={errorAt} onChoose={setMoment} />
        <MomentText
          key={moment}
          moment={moment}
          text={draft.texts[moment] ?? ''}
          readOnly={!draft.writable}
          error={errorAt(`/texts/${moment}`)}
          onChange={change}
        />
        <div className={styles.preview}>
          <ErrorBoundary>
            <MomentPreview moment={moment} written={draft.texts[moment] ?? ''} preview={preview.data} />
          </ErrorBoundary>
        </div>
      </div>
    </Panel>
  )
}
