import { Button, Caption1, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { SendRegular } from '@fluentui/react-icons/svg/send'
import { useId, useRef, type KeyboardEvent, type RefObject } from 'react'
import type { Session } from '#core/contract/sessions'
import { messageLimit, normaliseText } from '#core/contract/text'
import { chatStore, useChats } from '../store/useChats.ts'
import { threadOf } from '../store/chatState.ts'
import { useBottomInset } from '../../../ui/feedback/bottomInset.ts'
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { useFocusFallback } from '../../../ui/useFocusFallback.ts'

const useStyles = makeStyles({
  composer: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '4px',
    padding: '8px 16px 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  inputRow: { display: 'flex', alignItems: 'flex-end', columnGap: '8px' },
  // Grows with the draft. A long customer name in the placeholder must not widen it.
  box: { flexGrow: 1, minWidth: 0 },
  text: {
    maxHeight: '30vh',
    fieldSizing: 'content',
    minWidth: 0,
    minHeight: '32px',
    '::placeholder': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  },
  send: { flexShrink: 0 },
  below: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: '16px' },
  hint: { color: tokens.colorNeutralForeground2 },
  over: { color: tokens.colorStatusDangerForeground3 },
})

/** The character counter appears when this many characters or fewer are left. */
const counterFrom = 200

interface ComposerProps {
  session: Session
  box: RefObject<HTMLTextAreaElement | null>
  /** Moves the focus when the session ends while the agent is writing. */
  onLeave: () => void
}

/** The message box of one session, with that session's draft. */
export function Composer({ session: { id, status, customer }, box, onLeave }: ComposerProps) {
  const styles = useStyles()
  const hintId = useId()
  const place = useFocusFallback(onLeave)
  const form = useRef<HTMLFormElement>(null)
  useBottomInset(form)
  const { chats: translations } = useTranslations()
  const { draft } = threadOf(useChats(), id)
  const canWrite = status === 'active'
  const left = messageLimit - normaliseText(draft).length
  const canSend = canWrite && left >= 0 && draft.trim() !== ''
  const send = () => {
    if (!canSend) return
    chatStore.send(id, normaliseText(draft))
    box.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // During IME composition, Enter selects a suggestion.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  const reason = canWrite ? translations.writeHint : translations.acceptToReply
  return (
    <form
      ref={form}
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div ref={place} className={styles.inputRow}>
        <Textarea
          className={styles.box}
          textarea={{ ref: box, className: styles.text }}
          aria-label={translations.write({ name: customer.name })}
          aria-describedby={hintId}
          aria-invalid={left < 0}
          aria-disabled={!canWrite}
          readOnly={!canWrite}
          dir="auto"
          rows={1}
          resize="none"
          placeholder={canWrite ? translations.write({ name: customer.name }) : ''}
          value={draft}
          onChange={(_, { value }) => chatStore.write(id, value)}
          onKeyDown={onKeyDown}
        />
        <Button
          className={styles.send}
          type="submit"
          appearance="primary"
          icon={<SendRegular />}
          aria-label={translations.send}
          title={translations.send}
          disabledFocusable={!canSend}
        />
      </div>
      <div className={styles.below}>
        <Caption1 id={hintId} className={styles.hint}>
          {reason}
        </Caption1>
        <Caption1 role="status" className={left < 0 ? styles.over : styles.hint}>
          {left < 0
            ? translations.charactersOver({ count: -left })
            : left <= counterFrom
              ? translations.charactersLeft({ count: left })
              : null}
        </Caption1>
      </div>
    </form>
  )
}
