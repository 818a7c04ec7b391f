import { Caption1, Tab, TabList, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { customerMessages, userMessages, type MessageMoment, type Texts } from '#core/contract/directSystemMessages'
import { useWords } from '../../words/speech.ts'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', rowGap: '4px', marginBottom: '12px' },
  tab: { justifyContent: 'flex-start', textAlign: 'start' },
  quiet: { color: tokens.colorNeutralForeground2 },
  wrong: { color: tokens.colorPaletteRedForeground1 },
  label: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
})

interface MomentListProps {
  chosen: MessageMoment
  texts: Texts
  errorAt: (path: string) => string | undefined
  onChoose: (moment: MessageMoment) => void
}

/** Every moment at which somebody is told something, in the order they happen. */
export function MomentList(props: MomentListProps) {
  const { messages } = useWords()
  return (
    <div>
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
  const { messages } = useWords()
  const state = (moment: MessageMoment) => {
    if (errorAt(`/texts/${moment}`) !== undefined) return { text: messages.wrong, className: styles.wrong }
    return { text: texts[moment] ? messages.own : messages.builtIn, className: styles.quiet }
  }
  return (
    <div className={styles.group}>
      <Text id={id} weight="semibold">
        {title}
      </Text>
      <TabList
        vertical
        size="small"
        aria-labelledby={id}
        selectedValue={chosen}
        onTabSelect={(_, { value }) => onChoose(value as MessageMoment)}
      >
        {moments.map((moment) => (
          <Tab key={moment} value={moment} className={styles.tab}>
            <span className={styles.label}>
              {messages.moments[moment]}
              <Caption1 className={state(moment).className}>{state(moment).text}</Caption1>
            </span>
          </Tab>
        ))}
      </TabList>
    </div>
  )
}
