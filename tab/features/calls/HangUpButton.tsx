import { Button, makeStyles, tokens, type ButtonProps } from '@fluentui/react-components'
import { callStore } from './store/sharedCallStore.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'

const useStyles = makeStyles({
  red: {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorStatusDangerBackground3,
    ':hover': {
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorStatusDangerBackground3Hover,
    },
    ':hover:active': {
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorStatusDangerBackground3Pressed,
    },
  },
})

/** Ends the call for both sides. */
export function HangUpButton(looks: Pick<ButtonProps, 'icon' | 'size'>) {
  const styles = useStyles()
  const translations = useCallTranslations()
  return (
    <Button {...looks} className={styles.red} appearance="primary" onClick={callStore.hangUp}>
      {translations.hangUp}
    </Button>
  )
}
