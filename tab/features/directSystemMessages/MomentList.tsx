import { Caption1, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { customerMessages, userMessages, type MessageMoment, type Texts } from '#core/contract/directSystemMessages'
import { useRovingFocus } from '../../ui/useRovingFocus.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  groups: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '16px',
    '@media (max-width: 640px)': { flexDirection: 'row', flexWrap: 'wrap', columnGap: '24px' },
  },
  list: { listStyleType: 'none', margin: '4px 0 0', padding: 0 },
  moment: {
    display: 'flex',
    flexDirection: 'column',
    width: '100%',
    padding: '4px 8px',
    border: 'none',
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: 'transparent',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: { borderInlineStartColor: tokens.colorCompoundBrandStroke },
  quiet: { color: tokens.colorNeutralForeground2 },
  wrong: { color: tokens.colorPaletteRedForeground1 },
})

interface MomentListProps {
  chosen: MessageMoment
  texts: Texts
  errorAt: (path: string) => string | undefined
  onChoose: (moment: MessageMoment) => void
}

/** All moments that have a text, in the order of a session. */
export function MomentList(props: MomentListProps) {
  const styles = useStyles()
  const { messages } = useTranslations()
  return (
    <div className={styles.groups}>
      <Group {...props} title={messages.toUser} moments={userMessages} />
      <Group {...props} title={messages.toCustomer} moments={customerMessages} />
    </div>
  )
}

interface GroupProps extends MomentListProps {
  title: string
  moments: readonly MessageMoment[]
}

function Group({ title, moments, chosen, texts, errorAt, onChoose }: GroupProps) {
  const styles = useStyles()
  const id = useId()
  const { messages } = useTranslations()
  const state = (moment: MessageMoment) => {
    if (errorAt(`/texts/${moment}`) !== undefined) return { text: messages.wrong, className: styles.wrong }
    return { text: texts[moment] ? messages.own : messages.builtIn, className: styles.quiet }
  }
  return (
    <div>
      <Text id={id} weight="semibold">
        {title}
      </Text>
      <ul className={styles.list} aria-labelledby={id} onKeyDown={useRovingFocus('li')}>
        {moments.map((moment) => (
          <li key={moment}>
            <button
              type="button"
              className={mergeClasses(styles.moment, moment === chosen && styles.chosen)}
              aria-current={moment === chosen}
              onClick={() => onChoose(moment)}
            >
              <Text weight={moment === chosen ? 'semibold' : 'regular'}>{messages.moments[moment]}</Text>
              <Caption1 className={state(moment).className}>{state(moment).text}</Caption1>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
