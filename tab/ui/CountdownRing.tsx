import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslations, useFormat } from '../i18n/useTranslations.ts'

const useStyles = makeStyles({
  ring: { width: '32px', height: '32px', flexShrink: 0 },
  track: { fill: 'none', stroke: tokens.colorNeutralStroke2, strokeWidth: '3' },
  rest: {
    fill: 'none',
    stroke: tokens.colorCompoundBrandStroke,
    strokeWidth: '3',
    strokeLinecap: 'round',
    transform: 'rotate(-90deg)',
    transformOrigin: 'center',
    transitionProperty: 'stroke-dashoffset',
    transitionDuration: '1s',
    transitionTimingFunction: 'linear',
  },
  number: {
    fill: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
})

const radius = 14
const around = 2 * Math.PI * radius

/** Remaining ring time. `part` is the remaining share, from 1 to 0. */
export function CountdownRing({ seconds, part }: { seconds: number; part: number }) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const format = useFormat()
  return (
    <svg
      className={styles.ring}
      viewBox="0 0 32 32"
      role="img"
      aria-label={translations.secondsLeft({ count: seconds })}
    >
      <circle className={styles.track} cx="16" cy="16" r={radius} />
      <circle
        className={styles.rest}
        cx="16"
        cy="16"
        r={radius}
        strokeDasharray={around}
        strokeDashoffset={around * (1 - part)}
      />
      <text className={styles.number} x="16" y="16" textAnchor="middle" dominantBaseline="central">
        {format.number(seconds)}
      </text>
    </svg>
  )
}
