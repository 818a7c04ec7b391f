import { Button, Caption1, Field, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { useRef } from 'react'
import type { MessageMoment } from '#core/contract/directSystemMessages'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { PlaceholderMenu } from './PlaceholderMenu.tsx'

/** Maximum length of one text, in UTF-16 code units. */
export const textLimit = 1000

const useStyles = makeStyles({
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', marginTop: '8px' },
  count: { marginInlineStart: 'auto', color: tokens.colorNeutralForeground2 },
})

interface MomentTextProps {
  moment: MessageMoment
  text: string
  readOnly: boolean
  error: string | undefined
  onChange: (text: string) => void
}

/** Editor for the text of one moment. An empty text means the built-in one. */
export function MomentText({ moment, text, readOnly, error, onChange }: MomentTextProps) {
  const styles = useStyles()
  const { messages } = useTranslations()
  const format = useFormat()
  const area = useRef<HTMLDivElement>(null)
  const insert = (placeholder: string) => {
    const box = area.current?.querySelector('textarea')
    const from = box?.selectionStart ?? text.length
    const to = box?.selectionEnd ?? text.length
    onChange(`${text.slice(0, from)}{{${placeholder}}}${text.slice(to)}`)
    box?.focus()
  }
  const tooLong = text.length > textLimit ? messages.tooLong({ limit: format.number(textLimit) }) : undefined
  const wrong = error ?? tooLong
  return (
    <div ref={area}>
      <Field
        label={messages.moments[moment]}
        hint={messages.hints[moment]}
        {...(wrong === undefined ? {} : { validationState: 'error' as const, validationMessage: wrong })}
      >
        <Textarea
          dir="auto"
          value={text}
          rows={7}
          resize="vertical"
          readOnly={readOnly}
          placeholder={messages.builtInText}
          onChange={(_, { value }) => onChange(value)}
        />
      </Field>
      <div className={styles.foot}>
        {!readOnly && <PlaceholderMenu onChoose={insert} />}
        {!readOnly && text !== '' && (
          <Button appearance="subtle" onClick={() => onChange('')}>
            {messages.useBuiltIn}
          </Button>
        )}
        <Caption1 className={styles.count}>
          {messages.ofLimit({ count: format.number(text.length), limit: format.number(textLimit) })}
        </Caption1>
      </div>
    </div>
  )
}
